//! A lifecycle that is over has no time left to be over.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    #[durable(deadline = "24h" -> Failed)] //~ ERROR: `Failed` is terminal: it has no time to be over
    Failed,
}

fn main() {}

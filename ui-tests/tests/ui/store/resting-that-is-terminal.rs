//! A lifecycle that is over rests anyway.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    #[durable(resting)] //~ ERROR: `Failed` is terminal: its rows stay there anyway
    Failed,
}

fn main() {}

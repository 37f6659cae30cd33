//! A deadline is a transition like any other.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Waiting, Late))]
    Queued,
    #[lifecycle(to(Failed))]
    #[durable(deadline = "24h" -> Late)] //~ ERROR: `Waiting` has no transition to `Late`
    Waiting,
    #[lifecycle(terminal)]
    Late,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

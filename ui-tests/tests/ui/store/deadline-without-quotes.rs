//! A duration is text.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Waiting))]
    Queued,
    #[lifecycle(to(Late, Failed))]
    #[durable(deadline = 24 -> Late)] //~ ERROR: expected a string in quotes
    Waiting,
    #[lifecycle(terminal)]
    Late,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

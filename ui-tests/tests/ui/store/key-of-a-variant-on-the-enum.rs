//! Which states rest is said of each.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs", resting)] //~ ERROR: `resting` belongs on a variant
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! A state with a driver is bounded by its drive.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Waiting))]
    Queued,
    #[lifecycle(to(Late, Failed))]
    #[durable(unbounded = "nobody minds")] //~ ERROR: `Waiting` is not `resting`, so `unbounded` says nothing
    Waiting,
    #[lifecycle(terminal)]
    Late,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

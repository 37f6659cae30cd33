//! An empty reason is none.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Waiting))]
    Queued,
    #[lifecycle(to(Late, Failed))]
    #[durable(resting, unbounded = " ")] //~ ERROR: say why: `unbounded = "reason"`
    Waiting,
    #[lifecycle(terminal)]
    Late,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! One table, one name.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs", table = "tasks")] //~ ERROR: `table` is given twice; keep one
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

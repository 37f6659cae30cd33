//! There is one table for all fields.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued(#[durable(table = "notes")] String), //~ ERROR: `table` belongs on the enum
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

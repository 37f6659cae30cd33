//! Every table has columns of its own.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued(#[durable(column = "status")] String), //~ ERROR: every table has a column `status` of its own
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! Every table has columns of its own.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued { owner: String }, //~ ERROR: every table has a column `owner` of its own
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

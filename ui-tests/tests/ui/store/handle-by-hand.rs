//! A handle comes from its row.
use endstate::Lifecycle;
use endstate_store::{Durable, Row};

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Running))]
    Queued,
    #[lifecycle(to(Waiting, Done, Failed))]
    Running,
    #[lifecycle(to(Running, Failed))]
    #[durable(resting, deadline = "24h" -> Failed)]
    Waiting,
    #[lifecycle(terminal)]
    Done,
    #[lifecycle(terminal)]
    Failed,
}
fn forged(row: Row<JobState>) -> Job<Done> {
    Job { state: Done, row } //~ ERROR: missing field `token`
}

fn main() {}

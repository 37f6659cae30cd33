//! A row at rest is not over.
use endstate::Lifecycle;
use endstate_store::{Durable, Exit};

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
fn leave(job: Job<Waiting>) -> Exit<JobState> {
    job.exit() //~ ERROR: `Waiting` is not a terminal state of `JobState`, so `exit()` cannot leave the row there
}

fn main() {}

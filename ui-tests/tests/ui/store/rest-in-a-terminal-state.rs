//! A row that is over has its exit.
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
fn leave(job: Job<Done>) -> Exit<JobState> {
    job.rest() //~ ERROR: `Done` is not a resting state of `JobState`
}

fn main() {}

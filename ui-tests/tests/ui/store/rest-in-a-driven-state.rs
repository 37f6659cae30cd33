//! Only a state that says so may be left without a driver.
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
fn leave(job: Job<Running>) -> Exit<JobState> {
    job.rest() //~ ERROR: `Running` is not a resting state of `JobState`
}

fn main() {}

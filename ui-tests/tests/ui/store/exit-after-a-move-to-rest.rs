//! What a body returns from a resting state is `rest()`.
use endstate::{BoxError, Lifecycle};
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
async fn ask(job: Job<Running>) -> Result<Exit<JobState>, BoxError> {
    Ok(job.to(Waiting).await?.exit()) //~ ERROR: a resting state is left with `.rest()`
}

fn main() {}

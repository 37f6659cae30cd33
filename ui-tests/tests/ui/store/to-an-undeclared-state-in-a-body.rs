//! One undeclared transition is one error, also in the middle of a body.
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
async fn run(job: AnyJob) -> Result<Exit<JobState>, BoxError> {
    match job {
        AnyJob::Queued(job) => Ok(job.to(Done).await?.exit()), //~ ERROR: `Queued` has no transition to `Done`
        other => Err(format!("nothing to do in {other:?}").into()),
    }
}

fn main() {}

//! A row moves along declared transitions only.
use endstate::Lifecycle;
use endstate_store::{Durable, Error};

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
async fn skip(job: Job<Queued>) -> Result<Job<Done>, Error> {
    job.to(Done).await //~ ERROR: `Queued` has no transition to `Done`
}

fn main() {}

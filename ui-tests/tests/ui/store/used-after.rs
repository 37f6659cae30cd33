//! A handle that has moved on is gone.
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
async fn twice(job: Job<Waiting>) -> Result<(), Error> {
    let running = job.to(Running).await?;
    let again = job.to(Running).await?; //~ ERROR: use of moved value: `job`
    drop((running, again));
    Ok(())
}

fn main() {}

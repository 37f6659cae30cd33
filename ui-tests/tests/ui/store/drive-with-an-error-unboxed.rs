//! An error goes to the fixpoint as a boxed one.
use endstate::Lifecycle;
use endstate_store::{Driven, Durable, Error, Exit, Id, Store};

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
async fn fetch(job: AnyJob) -> Result<Exit<JobState>, Error> {
    match job {
        AnyJob::Queued(job) => Ok(job.to(Running).await?.to(Done).await?.exit()),
        other => unreachable!("{other:?}"),
    }
}
async fn work(store: Store, id: Id<JobState>) -> Result<Driven<JobState>, Error> {
    store.drive(id, fetch).await //~ ERROR: its type is `endstate::BoxError`
}

fn main() {}

//! An id belongs to its lifecycle.
use endstate::Lifecycle;
use endstate_store::{Durable, Error, Store};

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
async fn work(store: Store) -> Result<(), Error> {
    store.create::<JobState, _>(Running).await?; //~ ERROR: a `JobState` cannot begin in `Running`
    //~| ERROR: a `JobState` cannot begin in `Running`
    //~| ERROR: a `JobState` cannot begin in `Running`
    Ok(())
}

fn main() {}

//! The rows of a store are those of durable lifecycles.
use endstate::Lifecycle;
use endstate_store::{Error, Id, Store};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed)]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}
async fn begin(store: Store) -> Result<Id<JobState>, Error> {
    store.create(Queued).await //~ ERROR: `JobState` is not a durable lifecycle
    //~| ERROR: `JobState` is not a durable lifecycle
    //~| ERROR: `JobState` is not a durable lifecycle
}

fn main() {}

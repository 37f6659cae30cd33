//! A worker that leaves its row anywhere has forgotten it.
use std::num::NonZeroUsize;

use endstate::{BoxError, Lifecycle};
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
async fn fetch(_job: AnyJob) -> Result<(), BoxError> {
    Ok(())
}
async fn work(store: Store) -> Result<u64, Error> {
    store.workers(NonZeroUsize::MIN).run::<JobState, _, _>(fetch).await //~ ERROR: the body of this drive must end with `Ok(handle.exit())` or `Ok(handle.rest())`
}

fn main() {}

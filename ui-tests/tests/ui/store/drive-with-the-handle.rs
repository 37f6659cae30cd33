//! The body gives an exit, and not the handle.
use endstate::Lifecycle;
use endstate_store::{Durable, Error, Id, Store};

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
async fn work(store: Store, id: Id<JobState>) -> Result<(), Error> {
    let driven = store.drive(id, async |job| Ok(job)).await?; //~ ERROR: the body of this drive must end with `Ok(handle.exit())` or `Ok(handle.rest())`
    drop(driven);
    Ok(())
}

fn main() {}

//! What became of the row is worth a look.
#![deny(unused_must_use)]
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
    store.drive(id, async |_| Err("no".into())).await?; //~ ERROR: unused `endstate_store::Driven` that must be used
    Ok(())
}

fn main() {}

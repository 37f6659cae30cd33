//! A durable lifecycle is a lifecycle first.
use endstate_store::Durable;

#[derive(Durable)] //~ ERROR: `JobState` is not a lifecycle
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    //~^ ERROR: cannot find type `AnyJob` in this scope
    //~| ERROR: cannot find type `JobEnd` in this scope
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

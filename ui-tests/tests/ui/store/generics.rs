//! The rows of a table are of one type.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState<T> { //~ ERROR: a durable lifecycle has no parameters
    #[lifecycle(initial, to(Failed))]
    Queued(T),
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

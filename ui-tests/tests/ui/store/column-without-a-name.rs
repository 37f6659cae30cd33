//! An empty text is no name.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued(#[durable(column = "")] String), //~ ERROR: a column's name has from 1 to 63 bytes
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! An empty text is no name.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "")] //~ ERROR: a table's name has from 1 to 40 bytes
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

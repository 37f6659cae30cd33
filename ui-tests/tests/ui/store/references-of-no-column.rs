//! A reference names a table and its column.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued(#[durable(references = "people")] String), //~ ERROR: name a table and its column: `references = "table(column)"`
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

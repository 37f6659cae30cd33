//! A field is stored in a column, so it needs a column type.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued { at: std::time::Instant }, //~ ERROR: `Instant` cannot be a column of a durable state
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! A type of one's own has to say how it is stored.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued { place: Place }, //~ ERROR: `Place` cannot be a column of a durable state
    #[lifecycle(terminal)]
    Failed,
}

#[derive(Debug, Clone)]
struct Place(String);

fn main() {}

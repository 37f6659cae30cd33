//! A state rests, not a field of it.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued(#[durable(resting)] String), //~ ERROR: `resting` belongs on a variant
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

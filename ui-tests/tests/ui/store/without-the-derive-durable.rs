//! `#[durable(..)]` says what `Durable` is to write.
use endstate::Lifecycle;

#[derive(Lifecycle)] //~ ERROR: `JobState` is not a durable lifecycle
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! A fixpoint with data is built from why nobody moved the row on.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)] //~ ERROR: `Failed` is a fixpoint, but nothing says
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed { error: String },
}

fn main() {}

//! The state that a deadline leads to is built from the time-out.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Waiting))]
    Queued,
    #[lifecycle(to(Late, Failed))]
    #[durable(deadline = "24h" -> Late)] //~ ERROR: a deadline leads to `Late`, but nothing says how it is built
    Waiting,
    #[lifecycle(terminal)]
    Late { why: String },
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! A misspelt key is taken for the one that it comes near to.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Waiting))]
    Queued,
    #[lifecycle(to(Late, Failed))]
    #[durable(restin, deadline = "24h" -> Late)] //~ ERROR: unknown key `restin`; did you mean `resting`?
    Waiting,
    #[lifecycle(terminal)]
    Late,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

//! The state that it falls to has to be there.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Waiting))]
    Queued,
    #[lifecycle(to(Late, Failed))]
    #[durable(deadline = "24h" -> Lat)] //~ ERROR: no state `Lat` in this lifecycle; did you mean `Late`?
    Waiting,
    #[lifecycle(terminal)]
    Late,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}

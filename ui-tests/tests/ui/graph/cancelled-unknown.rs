//! The state for a cancelled lifecycle is no state of it.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, cancelled = Withdrawn)] //~ ERROR: no state `Withdrawn` in this lifecycle
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

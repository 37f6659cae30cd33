//! The state for a lifecycle past its deadline is no state of it.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, timed_out = Expired)] //~ ERROR: no state `Expired` in this lifecycle
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

//! The fixpoint is no state of this lifecycle.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed)] //~ ERROR: no state `Failed` in this lifecycle
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

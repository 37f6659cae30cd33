//! The fixpoint is nearly a state of this lifecycle.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Close)] //~ ERROR: no state `Close` in this lifecycle; did you mean `Closed`?
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

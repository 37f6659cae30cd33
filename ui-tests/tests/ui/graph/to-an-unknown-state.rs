//! A transition to a state that there is not: the states are listed.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Authenticated, Closed))] //~ ERROR: no state `Authenticated` in this lifecycle
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

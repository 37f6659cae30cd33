//! Each of two states is reached, but only from the other one.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(to(Resuming, Closed))]
    Paused, //~ ERROR: no initial state leads to `Paused`
    #[lifecycle(to(Paused, Closed))]
    Resuming, //~ ERROR: no initial state leads to `Resuming`
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

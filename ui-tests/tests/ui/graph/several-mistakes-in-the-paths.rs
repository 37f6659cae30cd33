//! All that is wrong with the paths is said at once.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Open)] //~ ERROR: `Open` cannot be a fixpoint: it is not a terminal state
enum ConnectionState {
    #[lifecycle(initial, to(Open, Parked))]
    Connecting,
    #[lifecycle(to(Closed, Closed))] //~ ERROR: `Open` lists `Closed` twice
    Open,
    Parked, //~ ERROR: no terminal state can be reached from `Parked`
    #[lifecycle(to(Closed))]
    Draining, //~ ERROR: no initial state leads to `Draining`
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

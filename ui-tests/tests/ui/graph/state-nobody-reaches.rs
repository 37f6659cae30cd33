//! No transition leads to `Draining`.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(to(Closed))]
    Draining, //~ ERROR: no initial state leads to `Draining`
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

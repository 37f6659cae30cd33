//! Nothing leads out of `Parked`.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Parked, Closed))]
    Open,
    Parked, //~ ERROR: no terminal state can be reached from `Parked`
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

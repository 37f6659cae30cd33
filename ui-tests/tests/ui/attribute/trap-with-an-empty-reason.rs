//! An empty reason is none.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed, Parked))]
    Open,
    #[lifecycle(to(Parked), trap = "")] //~ ERROR: say why: `trap = "reason"`
    Parked,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

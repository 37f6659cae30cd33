//! A waived rule says why.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed, Parked))]
    Open,
    #[lifecycle(to(Parked), trap)] //~ ERROR: `trap` takes a value: `trap = "reason"`
    Parked,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

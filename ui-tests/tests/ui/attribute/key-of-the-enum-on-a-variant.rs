//! `fixpoint` marks a state where it should name one.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal, fixpoint)] //~ ERROR: `fixpoint` belongs on the enum
    Closed,
}

fn main() {}

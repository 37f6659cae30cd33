//! Nobody said where an abandoned connection ends.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection)]
enum ConnectionState { //~ ERROR: name the fixpoint
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

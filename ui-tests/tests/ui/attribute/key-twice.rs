//! Two handles are named.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed, handle = Link)] //~ ERROR: `handle` is given twice; keep one
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

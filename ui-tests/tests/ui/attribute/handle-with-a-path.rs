//! The handle is made here, so its name is not a path.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = net::Connection, fixpoint = Closed)] //~ ERROR: name the handle alone: `Connection`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

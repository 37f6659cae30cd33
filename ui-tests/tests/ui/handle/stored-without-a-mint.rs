//! A stored state is made a handle outside `resume`.
use endstate::{Lifecycle, private::Stored};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn forge() -> AnyConnection {
    AnyConnection::__stored(ConnectionState::Open, (), &()) //~ ERROR: mismatched types
}

fn main() {}

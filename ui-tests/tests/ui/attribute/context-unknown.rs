//! The context is of a type that there is not.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(context = Peer, fixpoint = Closed)] //~ ERROR: `Peer`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

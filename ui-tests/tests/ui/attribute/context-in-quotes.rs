//! The context is a type, not a string.
use endstate::Lifecycle;

struct Peer;

#[derive(Lifecycle)]
#[lifecycle(context = "Peer", fixpoint = Closed)] //~ ERROR: without quotes: `Peer`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

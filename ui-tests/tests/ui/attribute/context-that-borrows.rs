//! A lifetime that neither the enum nor the handle has.
use endstate::Lifecycle;

struct Peer;

#[derive(Lifecycle)]
#[lifecycle(context = &'a Peer, fixpoint = Closed)] //~ ERROR: undeclared lifetime
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

//! A scope is given a context of another type.
use endstate::Lifecycle;

struct Peer;
#[derive(Lifecycle)]
#[lifecycle(context = Peer, fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let _ = Connection::scope(Open, "peer"); //~ ERROR: mismatched types
}

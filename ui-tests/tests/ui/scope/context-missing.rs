//! A scope is not given its context.
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
    let _ = Connection::scope(Open); //~ ERROR: this function takes 2 arguments but 1 argument was supplied
}

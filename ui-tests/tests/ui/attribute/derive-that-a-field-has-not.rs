//! A derive for the state structs asks something of their fields.
use endstate::Lifecycle;

struct Socket;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, derive(Clone))]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open(Socket), //~ ERROR: `Socket: Clone` is not satisfied
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

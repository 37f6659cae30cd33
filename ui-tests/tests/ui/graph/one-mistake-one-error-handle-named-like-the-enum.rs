//! The handle under the enum's name, and the handle in use.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)] //~ ERROR: the enum itself
enum Connection {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let open = Connection::Open;
    if let Connection::Closed = open {}
}

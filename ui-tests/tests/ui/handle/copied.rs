//! A handle is copied.
use endstate::Lifecycle;

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
fn split(conn: Connection<Open>) -> (Connection<Open>, Connection<Open>) {
    (conn, conn) //~ ERROR: use of moved value: `conn`
}

fn main() {}

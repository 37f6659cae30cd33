//! A handle in something that is not a state is moved.
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
fn close(conn: Connection<u8>) {
    let _ = conn.exit(); //~ ERROR: the method `exit` exists for struct `Connection<u8>`, but its
}

fn main() {}

//! One token is to prove two handles.
use endstate::{Lifecycle, Token};

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
fn split(conn: Connection<Open>) -> [Token<ConnectionState, Open>; 2] {
    [conn.token, conn.token] //~ ERROR: use of moved value: `conn.token`
}

fn main() {}

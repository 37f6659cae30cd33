//! A token is taken out of a handle that stays behind.
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
fn split(conn: &mut Connection<Open>) -> Token<ConnectionState, Closed> {
    conn.token.to() //~ ERROR: cannot move out of `conn.token`
}

fn main() {}

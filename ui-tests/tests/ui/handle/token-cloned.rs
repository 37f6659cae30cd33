//! A token is cloned.
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
fn split(conn: &Connection<Open>) -> Token<ConnectionState, Open> {
    conn.token.clone() //~ ERROR: no method named `clone` found for struct `Token<L, S>`
}

fn main() {}

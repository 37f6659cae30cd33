//! A token exits in a state that is not terminal.
use endstate::{Exit, Lifecycle};

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
fn end(conn: Connection<Open>) -> Exit<ConnectionState> {
    conn.token.exit(conn.state) //~ ERROR: a scope of `ConnectionState` cannot exit in `Open`, which is not a terminal state
}

fn main() {}

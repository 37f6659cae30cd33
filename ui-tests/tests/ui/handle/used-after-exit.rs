//! A handle is used after its exit.
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
fn end(conn: Connection<Closed>) -> Exit<ConnectionState> {
    let exit = conn.exit();
    drop(conn); //~ ERROR: use of moved value: `conn`
    exit
}

fn main() {}

//! A live handle is dropped on the way.
#![deny(unused_must_use)]
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
fn open(conn: Connection<Connecting>) {
    conn.to(Open); //~ ERROR: unused `Connection` that must be used
}

fn main() {}

//! A live handle in any state is dropped on the way.
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
fn any(conn: Connection<Connecting>) -> AnyConnection {
    conn.into()
}
fn open(conn: Connection<Connecting>) {
    any(conn); //~ ERROR: unused `AnyConnection` that must be used
}

fn main() {}

//! An exit is made and not returned.
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
fn end(conn: Connection<Closed>) {
    conn.exit(); //~ ERROR: unused `Exit` that must be used
}

fn main() {}

//! The state structs are cloned, and the handle with them.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, derive(Clone))]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn split(conn: &Connection<Open>) -> Connection<Open> {
    conn.clone() //~ ERROR: mismatched types
}

fn main() {}

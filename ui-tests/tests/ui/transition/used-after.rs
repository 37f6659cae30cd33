//! A handle is used after it has moved on.
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
fn close_twice(conn: Connection<Open>) {
    let _ = conn.to(Closed);
    let _ = conn.to(Closed); //~ ERROR: use of moved value: `conn`
}

fn main() {}

//! A closed connection is opened again.
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
fn reopen(conn: Connection<Closed>) -> Connection<Open> {
    conn.to(Open) //~ ERROR: `Closed` has no transition to `Open`
}

fn main() {}

//! A state is entered once more, without being in its own `to(..)`.
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
fn renew(conn: Connection<Open>) -> Connection<Open> {
    conn.to(Open) //~ ERROR: `Open` has no transition to `Open`
}

fn main() {}

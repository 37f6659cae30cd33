//! A handle is cloned.
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
fn split(conn: &Connection<Open>) -> Connection<Open> {
    Clone::clone(conn) //~ ERROR: the trait bound `Connection<Open>: Clone` is not satisfied
}

fn main() {}

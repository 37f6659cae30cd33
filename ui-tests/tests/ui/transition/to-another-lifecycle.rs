//! A connection is moved to a state of a door.
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
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Shut)]
enum DoorState {
    #[lifecycle(initial, to(Shut))]
    Ajar,
    #[lifecycle(terminal)]
    Shut,
}
fn shut(conn: Connection<Open>) -> Connection<Shut> {
    conn.to(Shut) //~ ERROR: `Open` has no transition to `Shut`
}

fn main() {}

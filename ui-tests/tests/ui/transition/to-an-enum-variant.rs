//! The variant is given instead of the state struct.
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
fn close(conn: Connection<Open>) {
    let _ = conn.to(ConnectionState::Closed);
    //~^ ERROR: `Open` has no transition to `ConnectionState`
}

fn main() {}

//! The token of a door is to prove a connection.
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
fn forge(door: Door<Ajar>) -> Connection<Open> {
    let (state, token) = (Open, door.token);
    Connection { state, token } //~ ERROR: mismatched types
}

fn main() {}

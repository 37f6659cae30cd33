//! A value of the enum is taken for a handle.
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
fn forge() -> AnyConnection {
    AnyConnection::from(ConnectionState::Open)
    //~^ ERROR: the trait bound `AnyConnection: From<ConnectionState>` is not satisfied
}

fn main() {}

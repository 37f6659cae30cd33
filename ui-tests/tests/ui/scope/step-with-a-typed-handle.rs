//! A step gives back a typed handle where a slot holds any.
use endstate::{BoxError, Lifecycle};

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
fn open(any: AnyConnection) -> Result<Connection<Open>, BoxError> {
    match any {
        AnyConnection::Connecting(conn) => Ok(conn.to(Open)),
        _ => Err("not connecting".into()),
    }
}
fn main() {
    let mut slot = Connection::scope(Connecting).slot();
    slot.step(open); //~ ERROR: expected `open` to return `Result<AnyConnection,
}

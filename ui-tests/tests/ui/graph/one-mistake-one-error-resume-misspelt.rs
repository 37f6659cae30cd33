//! `resme`, and a stored state that is resumed.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, resme)] //~ ERROR: did you mean `resume`?
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Connection::resume(ConnectionState::Open).run_sync(|any| match any {
        AnyConnection::Open(conn) => Ok(conn.to(Closed).exit()),
        AnyConnection::Closed(conn) => Ok(conn.exit()),
    });
    let ConnectionEnd::Closed(Closed) = end;
}

//! No initial state, and scopes that begin.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(context = String, fixpoint = Closed)]
enum ConnectionState { //~ ERROR: no initial state
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let mut slot = Connection::scope(Open, String::new()).slot();
    slot.step(|any| match any {
        AnyConnection::Open(conn) => Ok(conn.to(Closed).into()),
        closed => Ok(closed),
    });
    if let Ok(ConnectionEnd::Closed(Closed)) = slot.finish() {}
}

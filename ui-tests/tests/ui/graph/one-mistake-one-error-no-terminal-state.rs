//! No terminal state, and scopes that end.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)] //~ ERROR: mark `Closed` as `terminal`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    Closed,
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).exit()));
    match end {
        ConnectionEnd::Closed(Closed) => {}
    }
}

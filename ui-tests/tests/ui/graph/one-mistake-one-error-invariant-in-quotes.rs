//! An invariant that is not read, and `try_to`, which there is only because of it.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, transitions(pub(crate)))]
enum ConnectionState {
    #[lifecycle(initial, to(Open))]
    Connecting,
    #[lifecycle(to(Closed), invariant = "has_a_socket")] //~ ERROR: without quotes
    Open(u8),
    #[lifecycle(terminal)]
    Closed,
}
fn has_a_socket(open: &Open) -> bool {
    open.0 > 2
}
fn main() {
    let end = Connection::scope(Connecting).run_sync(|conn| Ok(conn.try_to(Open(3))?.to(Closed).exit()));
    let ConnectionEnd::Closed(Closed) = end;
}

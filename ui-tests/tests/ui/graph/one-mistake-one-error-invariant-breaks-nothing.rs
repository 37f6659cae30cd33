//! An invariant that is read, a mistake beside it, and `try_to`.
use endstate::{Lifecycle, Rejected};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open), trap = "no")] //~ ERROR: `Connecting` can reach a terminal state
    Connecting,
    #[lifecycle(to(Closed), invariant = has_a_socket)]
    Open(u8),
    #[lifecycle(terminal)]
    Closed,
}
fn has_a_socket(open: &Open) -> bool {
    open.0 > 2
}
type Refused = Rejected<Connection<Connecting>, Open>;
fn open(conn: Connection<Connecting>) -> Result<Connection<Open>, Refused> {
    conn.try_to(Open(3))
}
fn main() {
    let end = Connection::scope(Connecting).run_sync(|conn| Ok(open(conn)?.to(Closed).exit()));
    let ConnectionEnd::Closed(Closed) = end;
}

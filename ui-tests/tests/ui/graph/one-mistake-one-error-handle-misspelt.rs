//! `handel`, on an enum that gives the handle no name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handel = Connection, fixpoint = Closed)] //~ ERROR: did you mean `handle`?
enum Phase {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).exit()));
    let ConnectionEnd::Closed(Closed) = end;
}

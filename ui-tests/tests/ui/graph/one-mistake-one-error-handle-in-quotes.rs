//! A handle in quotes, on an enum that gives it no name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = "Connection", fixpoint = Closed)] //~ ERROR: write the handle without quotes: `Connection`
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

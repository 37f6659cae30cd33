//! One of two ends is not marked, and the parent matches on both.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed, Refused))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    Refused, //~ ERROR: no terminal state can be reached from `Refused`
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Refused).exit()));
    match end {
        ConnectionEnd::Closed(Closed) => {}
        ConnectionEnd::Refused(Refused) => {}
    }
}

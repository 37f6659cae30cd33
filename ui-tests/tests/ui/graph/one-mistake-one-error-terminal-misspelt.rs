//! `terminl`, and the parent matches on both ends.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed, Refused))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminl)] //~ ERROR: did you mean `terminal`?
    Refused,
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Refused).exit()));
    match end {
        ConnectionEnd::Closed(Closed) => {}
        ConnectionEnd::Refused(Refused) => {}
    }
}

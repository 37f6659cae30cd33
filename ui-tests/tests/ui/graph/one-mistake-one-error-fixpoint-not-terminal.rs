//! A fixpoint that is not terminal, and a match on the ends that there are.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Open)] //~ ERROR: `Open` cannot be a fixpoint: it is not a terminal state
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).exit()));
    match end {
        ConnectionEnd::Closed(Closed) => {}
    }
}

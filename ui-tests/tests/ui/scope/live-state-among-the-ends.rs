//! A parent looks for a state that is not terminal.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    match Connection::scope(Connecting).run_sync(|conn| Ok(conn.to(Closed).exit())) {
        ConnectionEnd::Closed(_) => {}
        ConnectionEnd::Open(_) => {} //~ ERROR: no variant or associated item named `Open` found
    }
}

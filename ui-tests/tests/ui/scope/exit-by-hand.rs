//! An exit is built without a terminal handle.
use endstate::{Exit, Lifecycle};

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
    let _ = Connection::scope(Connecting).run_sync(|_conn| {
        let end = ConnectionEnd::Closed(Closed);
        Ok(Exit { end }) //~ ERROR: field `end` of struct `Exit` is private
    });
}

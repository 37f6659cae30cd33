//! A slot has nothing to poll, so nothing to interrupt.
use endstate::Lifecycle;
use std::time::Duration;

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
    let scope = Connection::scope(Connecting).deadline(Duration::from_secs(1));
    let _ = scope.slot(); //~ ERROR: this scope has a deadline
}

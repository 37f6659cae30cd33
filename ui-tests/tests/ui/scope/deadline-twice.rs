//! A scope is given two deadlines.
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
    let second = Duration::from_secs(1);
    let scope = Connection::scope(Connecting).deadline(second);
    let _ = scope.deadline(second); //~ ERROR: this scope has a deadline
}

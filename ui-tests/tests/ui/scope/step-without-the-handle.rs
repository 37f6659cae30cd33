//! A step keeps the handle.
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
    let mut slot = Connection::scope(Connecting).slot();
    slot.step(|any| drop(any)); //~ ERROR: mismatched types
}

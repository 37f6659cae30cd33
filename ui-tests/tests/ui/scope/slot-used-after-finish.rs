//! A slot is moved on after it was finished.
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
    let _ = slot.finish();
    slot.step(Ok); //~ ERROR: borrow of moved value: `slot`
}

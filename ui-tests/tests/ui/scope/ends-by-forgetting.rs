//! A body forgets its handle.
use endstate::Lifecycle;
use std::mem;

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
    let _ = Connection::scope(Connecting).run_sync(|conn| mem::forget(conn));
    //~^ ERROR: must end with `Ok(handle.exit())`, but it ends with `()`
}

//! A body ends with nothing.
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
    let _ = Connection::scope(Connecting).run_sync(|conn| {
        //~^ ERROR: must end with `Ok(handle.exit())`, but it ends with `()`
        let _open = conn.to(Open);
    });
}

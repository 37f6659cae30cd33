//! A body gives its handle back, live.
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
    let _ = Connection::scope(Connecting).run_sync(|conn| conn.to(Open));
    //~^ ERROR: must end with `Ok(handle.exit())`, but it ends with `Connection<Open>`
}

//! A body ends with the exit of another lifecycle.
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
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Shut)]
enum DoorState {
    #[lifecycle(initial, to(Shut))]
    Ajar,
    #[lifecycle(terminal)]
    Shut,
}
fn door() -> Exit<DoorState> {
    todo!()
}
fn main() {
    let _ = Connection::scope(Connecting).run_sync(|_conn| Ok(door()));
    //~^ ERROR: must end with `Ok(handle.exit())`, but it ends with `Result<Exit<DoorState>, _>`
}

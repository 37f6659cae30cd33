//! A body ends with `Ok(())`, in async code.
use endstate::{BoxError, Lifecycle};

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
    let _ = Connection::scope(Connecting).run(async |conn| {
        //~^ ERROR: must end with `Ok(handle.exit())`, but it ends with `Result<(), Box<dyn
        let _open = conn.to(Open);
        Ok::<_, BoxError>(())
    });
}

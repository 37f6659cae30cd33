//! A body ends with an error that is not boxed.
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
        //~^ ERROR: must end with `Ok(handle.exit())`
        Ok::<_, std::fmt::Error>(conn.to(Closed).exit())
    });
}

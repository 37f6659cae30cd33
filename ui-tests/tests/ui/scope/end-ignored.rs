//! Nobody looks at how the lifecycle ended.
#![deny(unused_must_use)]
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
    Connection::scope(Connecting).run_sync(|conn| Ok(conn.to(Closed).exit()));
    //~^ ERROR: unused `ConnectionEnd` that must be used
}

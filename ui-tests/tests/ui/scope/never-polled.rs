//! A running scope is not awaited.
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
    Connection::scope(Connecting).run(async |conn| Ok(conn.to(Closed).exit()));
    //~^ ERROR: unused `endstate::scope::Run` that must be used
}

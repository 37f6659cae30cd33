//! `run` is given plain code.
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
    let _ = Connection::scope(Connecting).run(|conn| Ok(conn.to(Closed).exit()));
    //~^ ERROR: `Result<Exit<ConnectionState>, _>` is not a future
}

//! A body exits in a state that is not terminal, in async code.
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
    let _ = Connection::scope(Connecting).run(async |conn| Ok(conn.to(Open).exit()));
    //~^ ERROR: a scope of `ConnectionState` cannot exit in `Open`, which is not a terminal state
}

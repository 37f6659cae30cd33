//! A scope begins in a state that is not initial.
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
    let _ = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).exit()));
    //~^ ERROR: cannot begin in `Open`, which is not an initial state
}

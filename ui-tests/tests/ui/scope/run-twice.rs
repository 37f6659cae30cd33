//! One scope is run twice.
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
    let scope = Connection::scope(Connecting);
    let _ = scope.run_sync(|conn| Ok(conn.to(Closed).exit()));
    let _ = scope.run_sync(|conn| Ok(conn.to(Closed).exit())); //~ ERROR: use of moved value: `scope`
}

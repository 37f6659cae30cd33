//! One exit is to end two scopes.
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
    let _ = Connection::scope(Connecting).run_sync(|outer| {
        let exit = outer.to(Closed).exit();
        let _ = Connection::scope(Connecting).run_sync(|_inner| Ok(exit));
        Ok(exit) //~ ERROR: use of moved value: `exit`
    });
}

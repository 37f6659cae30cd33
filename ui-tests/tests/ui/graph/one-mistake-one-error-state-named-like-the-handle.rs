//! A state under the handle's name, and the handle in use.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Open, fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open, //~ ERROR: the handle
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Open::scope(Connecting).run_sync(|_| Err("no".into()));
    let OpenEnd::Closed(Closed) = end;
}

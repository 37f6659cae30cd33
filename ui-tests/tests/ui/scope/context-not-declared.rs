//! A scope is given a context that the annotation does not name.
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
    let _ = Connection::scope(Connecting, "peer"); //~ ERROR: this function takes 1 argument but 2 arguments were supplied
}

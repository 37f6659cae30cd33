//! A stored state is resumed, and the annotation does not ask for it.
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
    let _ = Connection::resume(ConnectionState::Open); //~ ERROR: no function or associated item named `resume`
}

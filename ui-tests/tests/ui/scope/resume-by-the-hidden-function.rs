//! The function below `resume` is called, and the annotation does not ask for it.
use endstate::{Lifecycle, Scope};

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
    let _ = Scope::__resume(ConnectionState::Open, ()); //~ ERROR: type annotations needed
}

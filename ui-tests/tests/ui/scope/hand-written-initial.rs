//! A state is made initial beside the enum.
use endstate::{Initial, Lifecycle};

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
impl Initial<ConnectionState> for Open {} //~ ERROR: missing: `__DECLARED_BY_INITIAL_ON_THE_ENUM`

fn main() {}

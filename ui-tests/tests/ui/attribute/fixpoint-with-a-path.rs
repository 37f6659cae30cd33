//! The fixpoint is named as the enum's variant is matched.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = ConnectionState::Closed)] //~ ERROR: name the state alone: `Closed`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

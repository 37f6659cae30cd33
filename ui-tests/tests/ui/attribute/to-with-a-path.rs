//! A state of this lifecycle is named by itself.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(ConnectionState::Closed))] //~ ERROR: name the state alone: `Closed`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

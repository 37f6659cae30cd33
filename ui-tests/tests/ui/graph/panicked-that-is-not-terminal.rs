//! A panicked lifecycle would fall into a state that goes on.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, panicked = Open)] //~ ERROR: `Open` cannot be a fixpoint: it is not a terminal state
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

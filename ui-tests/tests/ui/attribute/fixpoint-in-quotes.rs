//! The fixpoint is a state's name, not a string.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = "Closed")] //~ ERROR: write the state without quotes: `Closed`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

//! The prefix is not a name by itself, so it is a string.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, prefix = Conn)] //~ ERROR: expected a string in quotes: `prefix = "Conn"`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

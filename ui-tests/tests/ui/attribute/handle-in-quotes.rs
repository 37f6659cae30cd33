//! The handle is a type's name, not a string.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = "Connection", fixpoint = Closed)] //~ ERROR: write the handle without quotes: `Connection`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

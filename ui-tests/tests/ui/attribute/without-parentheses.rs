//! The attribute says nothing.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle] //~ ERROR: expected `#[lifecycle(..)]`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

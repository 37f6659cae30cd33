//! The key is given as the attribute's value.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle = "terminal"] //~ ERROR: expected `#[lifecycle(..)]`
    Closed,
}

fn main() {}

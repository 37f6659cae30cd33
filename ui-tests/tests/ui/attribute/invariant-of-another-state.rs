//! An invariant looks at the state that it stands on.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), invariant = has_a_socket)] //~ ERROR: mismatched types
    Open(u8),
    #[lifecycle(terminal)]
    Closed,
}
fn has_a_socket(_: &Closed) -> bool {
    true
}

fn main() {}

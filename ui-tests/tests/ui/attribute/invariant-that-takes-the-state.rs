//! An invariant only looks.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), invariant = has_a_socket)] //~ ERROR: mismatched types
    Open(u8),
    #[lifecycle(terminal)]
    Closed,
}
fn has_a_socket(open: Open) -> bool {
    open.0 > 2
}

fn main() {}

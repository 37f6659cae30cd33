//! An invariant that there is not.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), invariant = has_a_socket)] //~ ERROR: cannot find value `has_a_socket`
    Open(u8),
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

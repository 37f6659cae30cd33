//! An invariant is a path, so that it has a name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), invariant = |open| open.0 > 2)] //~ ERROR: expected a path: `invariant = path`
    Open(u8),
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

//! The state for a panicked lifecycle is nearly one of it.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, panicked = Chrashed)] //~ ERROR: did you mean `Crashed`?
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Crashed,
}

fn main() {}

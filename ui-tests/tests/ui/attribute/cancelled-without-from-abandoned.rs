//! So is the fixpoint for one cause.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, cancelled = Withdrawn)] //~ ERROR: `Withdrawn` is a fixpoint, but nothing says how it is built from an `Abandoned`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Withdrawn(String),
}

fn main() {}

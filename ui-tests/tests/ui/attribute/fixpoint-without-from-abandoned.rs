//! A fixpoint with data is built from why nobody moved the lifecycle forward.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)] //~ ERROR: `Closed` is a fixpoint, but nothing says how it is built from an `Abandoned`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed { reason: String },
}

fn main() {}

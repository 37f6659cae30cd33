//! `fixpoint` does not say which.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint)] //~ ERROR: `fixpoint` takes a value: `fixpoint = Variant`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

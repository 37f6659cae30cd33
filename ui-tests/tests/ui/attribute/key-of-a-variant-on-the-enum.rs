//! `initial` names a state where it should mark one.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(initial = Open, fixpoint = Closed)] //~ ERROR: `initial` belongs on a variant
enum ConnectionState {
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

//! The enum of terminal states would stand beside the enum under its name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)] //~ ERROR: the enum itself
enum ConnectionEnd {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

//! The state's struct would stand beside the enum of handles under its name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    AnyConnection, //~ ERROR: the enum of handles
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

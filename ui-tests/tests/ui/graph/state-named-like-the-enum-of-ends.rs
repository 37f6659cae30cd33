//! The state's struct would stand beside the enum of terminal states under its name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = ConnectionEnd)]
enum ConnectionState {
    #[lifecycle(initial, to(ConnectionEnd))]
    Open,
    #[lifecycle(terminal)]
    ConnectionEnd, //~ ERROR: the enum of terminal states
}

fn main() {}

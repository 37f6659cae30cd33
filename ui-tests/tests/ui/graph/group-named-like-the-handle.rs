//! The group's trait would stand beside the handle under its name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), group(Connection))] //~ ERROR: the handle
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

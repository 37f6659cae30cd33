//! The state's struct would stand beside the handle under its name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Open, fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open, //~ ERROR: the handle
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

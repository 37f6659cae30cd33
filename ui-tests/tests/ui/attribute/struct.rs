//! The derive stands on a struct.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)]
struct ConnectionState { //~ ERROR: not for a struct
    open: bool,
}

fn main() {}

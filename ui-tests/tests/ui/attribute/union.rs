//! The derive stands on a union.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)]
union ConnectionState { //~ ERROR: not for a union
    open: u8,
    closed: u8,
}

fn main() {}

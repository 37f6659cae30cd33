//! A key, a name, a target and a path: each is said, and none hides another.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handel = Connection, fixpoint = Closed)] //~ ERROR: did you mean `handle`?
enum ConnectionState {
    #[lifecycle(initial, to(Opne))] //~ ERROR: did you mean `Open`?
    Connecting,
    #[lifecycle(to(Closed), rename = "connecting")] //~ ERROR: `Connecting` has the status `connecting` too
    Open,
    #[lifecycle(terminal, to(Open))] //~ ERROR: `Closed` is terminal, so it leads nowhere
    Closed,
}

fn main() {}

//! The runtime is looked for where it is not.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, crate = elsewhere)] //~ ERROR: unresolved import `elsewhere`
enum ConnectionState {
    //~| ERROR: cannot find module or crate `elsewhere`
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

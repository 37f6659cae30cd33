//! A transition to what is nearly a state, which is then not called unreachable as well.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Opne))] //~ ERROR: no state `Opne` in this lifecycle; did you mean `Open`?
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

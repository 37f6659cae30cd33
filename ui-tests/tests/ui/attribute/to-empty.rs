//! A state that leads nowhere is terminal.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(to())] //~ ERROR: a state that leads nowhere is `terminal`
    Closed,
}

fn main() {}

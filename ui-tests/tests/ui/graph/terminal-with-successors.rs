//! A lifecycle is over in a terminal state.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal, to(Open))] //~ ERROR: `Closed` is terminal, so it leads nowhere
    Closed,
}

fn main() {}

//! A terminal state is an end, and no trap.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal, trap = "nothing comes after it")] //~ ERROR: `Closed` is terminal, so it is no trap
    Closed,
}

fn main() {}

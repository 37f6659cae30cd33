//! `Open` reaches an end, so nothing is waived.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), trap = "it may last")] //~ ERROR: `Open` can reach a terminal state, so it is no trap
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

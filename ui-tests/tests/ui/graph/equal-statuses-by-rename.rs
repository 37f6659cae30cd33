//! A stored status would not say which state it was.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal, rename = "open")] //~ ERROR: `Open` has the status `open` too
    Closed,
}

fn main() {}

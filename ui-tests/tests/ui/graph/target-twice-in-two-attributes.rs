//! Lists add up over attributes, and what they add up to has no duplicates.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    #[cfg_attr(all(), lifecycle(to(Closed)))] //~ ERROR: `Open` lists `Closed` twice
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

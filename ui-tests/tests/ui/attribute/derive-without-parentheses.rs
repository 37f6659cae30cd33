//! Derives are a list.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, derive = Debug)] //~ ERROR: `derive(..)` lists the derives of the state structs: `derive(Debug)`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

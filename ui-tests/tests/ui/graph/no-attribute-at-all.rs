//! A derive without any annotation: nobody said where an abandoned connection ends.
use endstate::Lifecycle;

#[derive(Lifecycle)]
enum ConnectionState { //~ ERROR: name the fixpoint
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}

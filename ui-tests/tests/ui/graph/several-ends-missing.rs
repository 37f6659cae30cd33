//! Neither a beginning nor an end nor a fixpoint.
use endstate::Lifecycle;

#[derive(Lifecycle)]
enum ConnectionState {
    //~^ ERROR: name the fixpoint
    //~| ERROR: no initial state
    //~| ERROR: no terminal state
    Open,
    Closed,
}

fn main() {}

//! The function that a scope assembles handles with is called without a token.
use endstate::{Handle, Lifecycle};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn forge() -> Connection<Open> {
    Connection::__assemble(Open, (), ()) //~ ERROR: mismatched types
}

fn main() {}

//! A token is built by hand.
use endstate::{Lifecycle, Token};
use std::marker::PhantomData;

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
fn forge() -> Token<ConnectionState, Open> {
    Token(PhantomData) //~ ERROR: cannot initialize a tuple struct which contains private fields
}

fn main() {}

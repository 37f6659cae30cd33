use std::marker::PhantomData;

use endstate_peers::{
    Peer,
    with_state_machines::{Connection, Open},
};

fn forged() -> Connection<Open> {
    Connection { ctx: Peer::new("alice"), _state: PhantomData }
}

fn main() {}

#![deny(unused_must_use)]

use endstate_peers::with_typestate::{Connecting, ConnectingState, Connection};

fn open(connection: Connection<Connecting>) {
    connection.open();
}

fn main() {}

#![deny(unused_must_use)]

use endstate_peers::with_state_machines::{Connecting, Connection};

fn open(connection: Connection<Connecting>) {
    connection.open();
}

fn main() {}

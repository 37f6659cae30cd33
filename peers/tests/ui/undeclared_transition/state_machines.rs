use endstate_peers::with_state_machines::{Connecting, Connection, Open};

fn back(connection: Connection<Open>) -> Connection<Connecting> {
    connection.connect().unwrap()
}

fn main() {}

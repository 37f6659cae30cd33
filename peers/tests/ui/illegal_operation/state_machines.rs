use endstate_peers::with_state_machines::{Connecting, Connection};

fn too_early(connection: Connection<Connecting>) {
    connection.open_data();
}

fn main() {}

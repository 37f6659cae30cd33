use endstate_peers::with_typestate::{Connecting, Connection, OpenState};

fn too_early(mut connection: Connection<Connecting>) {
    connection.send(b"hello");
}

fn main() {}

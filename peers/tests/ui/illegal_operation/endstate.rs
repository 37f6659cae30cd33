use endstate_peers::with_endstate::{Connecting, Connection};

fn too_early(mut connection: Connection<Connecting>) {
    connection.send(b"hello");
}

fn main() {}

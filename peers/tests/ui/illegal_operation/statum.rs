use endstate_peers::with_statum::{Connecting, Connection};

fn too_early(mut connection: Connection<Connecting>) {
    connection.send(b"hello");
}

fn main() {}

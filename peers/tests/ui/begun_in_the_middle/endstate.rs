use endstate_peers::{
    Peer, Socket,
    with_endstate::{Connection, Open},
};

fn main() {
    let socket = Socket::new("nowhere");
    let _ = Connection::scope(Open { socket }, Peer::new("alice"));
}

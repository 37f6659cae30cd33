use endstate_peers::{
    Peer, Socket,
    with_plain_enum::{Connection, State},
};

fn forged() -> Connection {
    let socket = Socket::new("nowhere");
    Connection { peer: Peer::new("alice"), state: State::Open { socket } }
}

fn main() {}

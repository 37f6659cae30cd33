use endstate_peers::{
    Peer,
    with_smlang::{ConnectionStateMachine, ConnectionStates},
};

fn back(connection: &mut ConnectionStateMachine<Peer>) {
    connection.state = ConnectionStates::Connecting("a:1".to_owned());
}

fn main() {}

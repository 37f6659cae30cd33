//! With `smlang`: a table of transitions, and a context with what is done at each.

use smlang::statemachine;

use crate::{Peer, Socket};

// ANCHOR: states
statemachine! {
    name: Connection,
    derive_states: [Debug],
    derive_events: [Debug],
    transitions: {
        *Connecting(String) + Accepted / open = Open(Socket),
        Connecting(String) + Refused / refuse = Closed(String),
        Open(Socket) + Frame(&'a [u8]) / send = Open(Socket),
        Open(Socket) + HungUp / close = Closed(String),
    }
}
// ANCHOR_END: states

impl ConnectionStateMachineContext for Peer {
    fn open(&mut self, addr: &String) -> Result<Socket, ()> {
        // Only a peer with a name is let in.
        if self.name.is_empty() {
            return Err(());
        }
        Ok(Socket::new(addr))
    }

    fn refuse(&mut self, _addr: &String) -> Result<String, ()> {
        Ok("refused".to_owned())
    }

    fn send(&mut self, socket: &Socket, frame: &[u8]) -> Result<Socket, ()> {
        // An action sees the data of its state, and makes that of the next.
        let mut socket = socket.clone();
        socket.write(frame);
        Ok(socket)
    }

    fn close(&mut self, socket: &Socket) -> Result<String, ()> {
        Ok(socket.done())
    }
}

/// Two frames, from the first state to the last.
///
/// # Errors
///
/// Where an event comes in the wrong state, or the peer has no name.
pub fn walk(peer: Peer, addr: &str) -> Result<String, ConnectionError> {
    let mut connection = ConnectionStateMachine::new(peer, addr.to_owned());
    connection.process_event(ConnectionEvents::Accepted)?;
    connection.process_event(ConnectionEvents::Frame(b"hello"))?;
    connection.process_event(ConnectionEvents::Frame(b"world!"))?;
    match connection.process_event(ConnectionEvents::HungUp)? {
        ConnectionStates::Closed(reason) => Ok(reason.clone()),
        _ => Err(ConnectionError::InvalidEvent),
    }
}

//! With `statig`: a handler of events for each state, which says where to go next.

use statig::prelude::*;

use crate::{Peer, Socket};

/// What happens to a connection.
#[derive(Debug)]
pub enum Event {
    /// Somebody is to be called.
    Call {
        /// Where.
        addr: String,
    },
    /// The peer refused.
    Refused,
    /// A frame is to be sent.
    Frame(&'static [u8]),
    /// It is to be closed.
    HangUp,
}

/// What all states have.
#[derive(Debug)]
pub struct Connection {
    /// Whom it is to.
    pub peer: Peer,
}

/// The machine, in the state it begins in.
#[must_use]
pub fn connection(peer: Peer) -> StateMachine<Connection> {
    Connection { peer }.state_machine()
}

// ANCHOR: states
#[state_machine(
    initial = "State::connecting()",
    state(derive(Debug, Clone, PartialEq, Eq)),
    visibility = "pub"
)]
impl Connection {
    #[state]
    fn connecting(event: &Event) -> Outcome<State> {
        match event {
            Event::Call { addr } => Transition(State::open(Socket::new(addr))),
            Event::Refused => Transition(State::closed("refused".to_owned())),
            Event::Frame(_) | Event::HangUp => Super,
        }
    }

    #[state]
    fn open(socket: &mut Socket, event: &Event) -> Outcome<State> {
        match event {
            Event::Frame(frame) => {
                socket.write(frame);
                Handled
            }
            Event::HangUp => Transition(State::closed(socket.done())),
            Event::Call { .. } | Event::Refused => Super,
        }
    }

    #[state]
    fn closed(_reason: &mut String) -> Outcome<State> {
        Super
    }
}
// ANCHOR_END: states

/// Two frames, from the first state to the last.
#[must_use]
pub fn walk(peer: Peer, addr: &str) -> String {
    let addr = addr.to_owned();
    let mut connection = connection(peer);
    connection.handle(&Event::Call { addr });
    connection.handle(&Event::Frame(b"hello"));
    connection.handle(&Event::Frame(b"world!"));
    connection.handle(&Event::HangUp);
    match connection.state() {
        State::Closed { _reason: reason } => reason.clone(),
        other => format!("still {other:?}"),
    }
}

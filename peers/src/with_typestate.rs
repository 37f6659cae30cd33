//! With `typestate`: a module of states, and a trait for each with the methods that lead on from it.
//!
//! The macro checks the graph and writes the traits' types; what the methods do is written below.

use typestate::typestate;

use crate::{Peer, Socket};

// ANCHOR: states
/// The states and what leads where.
#[typestate(enumerate = "AnyConnection")]
pub mod connection {
    use crate::{Peer, Socket};

    #[automaton]
    pub struct Connection {
        pub peer: Peer,
    }

    #[state]
    pub struct Connecting {
        pub addr: String,
    }
    pub trait Connecting {
        fn new(peer: Peer, addr: &str) -> Connecting;
        fn open(self) -> Open;
        fn refuse(self, reason: &str) -> Closed;
    }

    #[state]
    pub struct Open {
        pub socket: Socket,
    }
    pub trait Open {
        fn send(&mut self, frame: &[u8]);
        fn close(self) -> Closed;
    }

    #[state]
    pub struct Closed {
        pub reason: String,
    }
    pub trait Closed {
        fn end(self) -> String;
    }
}
// ANCHOR_END: states

pub use connection::{
    AnyConnection, Closed, ClosedState, Connecting, ConnectingState, Connection, ConnectionState,
    Open, OpenState,
};

impl ConnectingState for Connection<Connecting> {
    fn new(peer: Peer, addr: &str) -> Self {
        let addr = addr.to_owned();
        let state = Connecting { addr };
        Self { peer, state }
    }

    fn open(self) -> Connection<Open> {
        let socket = Socket::new(&self.state.addr);
        let state = Open { socket };
        Connection {
            peer: self.peer,
            state,
        }
    }

    fn refuse(self, reason: &str) -> Connection<Closed> {
        let reason = reason.to_owned();
        let state = Closed { reason };
        Connection {
            peer: self.peer,
            state,
        }
    }
}

impl OpenState for Connection<Open> {
    fn send(&mut self, frame: &[u8]) {
        self.state.socket.write(frame);
    }

    fn close(self) -> Connection<Closed> {
        let reason = self.state.socket.done();
        let state = Closed { reason };
        Connection {
            peer: self.peer,
            state,
        }
    }
}

impl ClosedState for Connection<Closed> {
    fn end(self) -> String {
        self.state.reason
    }
}

/// Two frames, from the first state to the last.
#[must_use]
pub fn walk(peer: Peer, addr: &str) -> String {
    let mut connection = Connection::new(peer, addr).open();
    connection.send(b"hello");
    connection.send(b"world!");
    connection.close().end()
}

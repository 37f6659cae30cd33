//! With `statum`: an enum of states, a machine over it, and an `impl` for each state with its transitions.

use statum::{Validation, machine, state, transition, validators};

use crate::{Peer, Socket};

// ANCHOR: states
/// The states, with what each of them carries.
#[state]
#[derive(Debug)]
pub enum ConnectionState {
    /// The handshake is under way.
    Connecting(String),
    /// Frames may be sent.
    Open(Socket),
    /// Over.
    Closed(String),
}

/// One connection.
#[machine]
#[derive(Debug)]
pub struct Connection<ConnectionState> {
    peer: Peer,
}

#[transition]
impl Connection<Connecting> {
    /// Opens it.
    #[must_use]
    pub fn open(self) -> Connection<Open> {
        let socket = Socket::new(&self.state_data);
        self.transition_with(socket)
    }

    /// Closes it before it was open.
    #[must_use]
    pub fn refuse(self, reason: &str) -> Connection<Closed> {
        self.transition_with(reason.to_owned())
    }
}

#[transition]
impl Connection<Open> {
    /// Closes it.
    #[must_use]
    pub fn close(self) -> Connection<Closed> {
        let reason = self.state_data.done();
        self.transition_with(reason)
    }
}
// ANCHOR_END: states

impl Connection<Open> {
    /// Sends `frame`.
    pub fn send(&mut self, frame: &[u8]) {
        self.state_data.write(frame);
    }
}

/// What a connection was when it was stored.
#[derive(Debug)]
pub struct Row {
    /// The name of its state.
    pub status: &'static str,
    /// Where to, or why it is closed.
    pub text: String,
}

#[validators(Connection)]
impl Row {
    fn is_connecting(&self) -> Validation<String> {
        self.with_status("connecting", self.text.clone())
    }

    fn is_open(&self) -> Validation<Socket> {
        self.with_status("open", Socket::new(&self.text))
    }

    fn is_closed(&self) -> Validation<String> {
        self.with_status("closed", self.text.clone())
    }
}

impl Row {
    fn with_status<T>(&self, status: &str, data: T) -> Validation<T> {
        if self.status == status {
            Ok(data)
        } else {
            Err(statum::Rejection::new("another_status"))
        }
    }
}

/// Two frames, from the first state to the last.
#[must_use]
pub fn walk(peer: Peer, addr: &str) -> String {
    let mut connection = Connection::<Connecting>::builder()
        .peer(peer)
        .state_data(addr.to_owned())
        .build()
        .open();
    connection.send(b"hello");
    connection.send(b"world!");
    connection.close().state_data
}

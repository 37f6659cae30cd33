//! With a plain enum and `match`: every method asks which state it is in.

use crate::{Peer, Socket};

/// The states, with what each of them carries.
#[derive(Debug, PartialEq, Eq)]
pub enum State {
    /// The handshake is under way.
    Connecting {
        /// Where to.
        addr: String,
    },
    /// Frames may be sent.
    Open {
        /// What they go over.
        socket: Socket,
    },
    /// Over.
    Closed {
        /// Why.
        reason: String,
    },
}

/// One connection.
#[derive(Debug)]
pub struct Connection {
    peer: Peer,
    state: State,
}

/// An operation was called in a state that does not have it.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongState;

impl Connection {
    /// A connection to `addr`, which is not open yet.
    #[must_use]
    pub fn new(peer: Peer, addr: &str) -> Self {
        let addr = addr.to_owned();
        let state = State::Connecting { addr };
        Self { peer, state }
    }

    /// Whom it is to.
    #[must_use]
    pub fn peer(&self) -> &Peer {
        &self.peer
    }

    /// The state it is in.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Opens it.
    ///
    /// # Errors
    ///
    /// Where it is not connecting.
    pub fn open(&mut self) -> Result<(), WrongState> {
        let State::Connecting { addr } = &self.state else {
            return Err(WrongState);
        };
        let socket = Socket::new(addr);
        self.state = State::Open { socket };
        Ok(())
    }

    /// Sends `frame`.
    ///
    /// # Errors
    ///
    /// Where it is not open.
    pub fn send(&mut self, frame: &[u8]) -> Result<(), WrongState> {
        let State::Open { socket } = &mut self.state else {
            return Err(WrongState);
        };
        socket.write(frame);
        Ok(())
    }

    /// Closes it.
    ///
    /// # Errors
    ///
    /// Where it is not open.
    pub fn close(&mut self) -> Result<(), WrongState> {
        let State::Open { socket } = &self.state else {
            return Err(WrongState);
        };
        let reason = socket.done();
        self.state = State::Closed { reason };
        Ok(())
    }
}

/// Two frames, from the first state to the last.
///
/// # Errors
///
/// Where an operation is called in the wrong state, which this does not.
pub fn walk(peer: Peer, addr: &str) -> Result<String, WrongState> {
    let mut connection = Connection::new(peer, addr);
    connection.open()?;
    connection.send(b"hello")?;
    connection.send(b"world!")?;
    connection.close()?;
    match connection.state() {
        State::Closed { reason } => Ok(reason.clone()),
        _ => Err(WrongState),
    }
}

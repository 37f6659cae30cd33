//! With `rust-fsm`: a table of inputs, what they lead to and what they put out.
//!
//! Its states carry no data, so that socket and reason stand beside the machine.

use rust_fsm::{TransitionImpossibleError, state_machine};

use crate::{Peer, Socket};

// ANCHOR: states
state_machine! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    /// One connection.
    pub connection(Connecting)

    Connecting => {
        Accepted => Open [Connect],
        Refused => Closed,
    },
    Open => {
        Frame => Open [Write],
        HungUp => Closed [Shut],
    },
}
// ANCHOR_END: states

/// A machine, and what its states would carry.
pub struct Connection {
    /// Whom it is to.
    pub peer: Peer,
    /// The machine itself.
    pub machine: connection::StateMachine,
    /// Of use while it is open.
    pub socket: Socket,
    /// Of use once it is closed.
    pub reason: String,
}

impl Connection {
    /// A connection to `addr`, which is not open yet.
    #[must_use]
    pub fn new(peer: Peer, addr: &str) -> Self {
        Self {
            peer,
            machine: connection::StateMachine::new(),
            socket: Socket::new(addr),
            reason: String::new(),
        }
    }

    /// Takes `input` in, with the bytes that belong to it.
    ///
    /// # Errors
    ///
    /// Where the input does not belong to the state.
    pub fn consume(
        &mut self,
        input: connection::Input,
        frame: &[u8],
    ) -> Result<(), TransitionImpossibleError> {
        match self.machine.consume(&input)? {
            Some(connection::Output::Write) => self.socket.write(frame),
            Some(connection::Output::Shut) => self.reason = self.socket.done(),
            Some(connection::Output::Connect) | None => {}
        }
        Ok(())
    }
}

/// Two frames, from the first state to the last.
///
/// # Errors
///
/// Where an input does not belong to the state.
pub fn walk(peer: Peer, addr: &str) -> Result<String, TransitionImpossibleError> {
    let mut connection = Connection::new(peer, addr);
    connection.consume(connection::Input::Accepted, b"")?;
    connection.consume(connection::Input::Frame, b"hello")?;
    connection.consume(connection::Input::Frame, b"world!")?;
    connection.consume(connection::Input::HungUp, b"")?;
    Ok(connection.reason)
}

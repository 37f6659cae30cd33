//! With `state-machines`: the graph in a language of its own, from which come a typed machine and one for events.

use state_machines::{core::GuardError, state_machine};

use crate::{Peer, Socket};

// ANCHOR: states
state_machine! {
    name: Connection,
    context: Peer,
    initial: Connecting,
    states: [
        Connecting(String),
        Open(Socket),
        Closed(String),
    ],
    events {
        open {
            guards: [has_name],
            transition: { from: Connecting, to: Open }
        }
        close {
            transition: { from: [Connecting, Open], to: Closed }
        }
    }
}
// ANCHOR_END: states

impl<S> Connection<S> {
    /// Only a peer with a name is let in.
    #[expect(clippy::unused_self, reason = "how a guard is called")]
    fn has_name(&self, peer: &Peer) -> bool {
        !peer.name.is_empty()
    }
}

/// Two frames, from the first state to the last.
///
/// # Errors
///
/// Where the peer has no name.
pub fn walk(peer: Peer, addr: &str) -> Result<String, GuardError> {
    let connection = Connection::new(peer);
    let mut connection = connection.open().map_err(|(_, error)| error)?;
    // The data of a state begins with its `Default`; that of the state before is gone.
    *connection.open_data_mut() = Socket::new(addr);
    connection.open_data_mut().write(b"hello");
    connection.open_data_mut().write(b"world!");
    let reason = connection.open_data().done();
    let mut connection = connection.close().map_err(|(_, error)| error)?;
    *connection.closed_data_mut() = reason;
    Ok(connection.closed_data().clone())
}

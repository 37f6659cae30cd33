//! With `endstate`: a derive on the enum of states, and methods on the handle in each of them.

use endstate::{Abandoned, Lifecycle};

use crate::{Peer, Socket};

// ANCHOR: states
/// The states, with what each of them carries.
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, context = Peer, fixpoint = Closed)]
pub enum ConnectionState {
    /// The handshake is under way.
    #[lifecycle(initial, to(Open when "accepted", Closed when "refused"))]
    Connecting {
        /// Where to.
        addr: String,
    },
    /// Frames may be sent.
    #[lifecycle(to(Closed when "hung up"))]
    Open {
        /// What they go over.
        socket: Socket,
    },
    /// Over.
    #[lifecycle(terminal)]
    Closed {
        /// Why.
        reason: String,
    },
}
// ANCHOR_END: states

impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        let reason = abandoned.to_string();
        Self { reason }
    }
}

impl Connection<Connecting> {
    /// Opens it.
    pub fn open(self) -> Connection<Open> {
        let socket = Socket::new(&self.state.addr);
        self.to(Open { socket })
    }

    /// Closes it before it was open.
    pub fn refuse(self, reason: &str) -> Connection<Closed> {
        let reason = reason.to_owned();
        self.to(Closed { reason })
    }
}

impl Connection<Open> {
    /// Sends `frame`.
    pub fn send(&mut self, frame: &[u8]) {
        self.state.socket.write(frame);
    }

    /// Closes it.
    pub fn close(self) -> Connection<Closed> {
        let reason = self.state.socket.done();
        self.to(Closed { reason })
    }
}

/// Two frames, from the first state to the last.
#[must_use]
pub fn walk(peer: Peer, addr: &str) -> String {
    let addr = addr.to_owned();
    let ConnectionEnd::Closed(closed) =
        Connection::scope(Connecting { addr }, peer).run_sync(|connection| {
            let mut connection = connection.open();
            connection.send(b"hello");
            connection.send(b"world!");
            Ok(connection.close().exit())
        });
    closed.reason
}

//! The connection of the quick start.

use std::net::SocketAddr;

use endstate::{Abandoned, Lifecycle};
use tokio::net::TcpStream;

pub(crate) struct Peer;

impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        Closed {
            reason: abandoned.to_string(),
        }
    }
}

/// One connection to a peer.
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, context = Peer, fixpoint = Closed)]
pub enum ConnectionState {
    /// The handshake is under way.
    #[lifecycle(initial, to(Open when "accepted", Closed when "refused"))]
    Connecting { addr: SocketAddr },
    /// Frames may be sent.
    #[lifecycle(to(Closed when "hung up"))]
    Open { socket: TcpStream },
    /// Over.
    #[lifecycle(terminal)]
    Closed { reason: String },
}

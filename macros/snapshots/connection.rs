/// One connection to a peer.
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, context = Peer, fixpoint = Closed)]
pub enum ConnectionState {
    /// The handshake is under way.
    #[lifecycle(initial, to(Open when "accepted", Closed when "refused"))]
    Connecting { addr: SocketAddr },
    /// Frames may be sent.
    #[lifecycle(to(Draining when "hung up"), group(Live))]
    Open { socket: TcpStream },
    /// Only what is under way is finished.
    #[lifecycle(to(Closed when "drained"))]
    Draining { socket: TcpStream },
    /// Over.
    #[lifecycle(terminal)]
    Closed { reason: String },
}

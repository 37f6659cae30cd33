//! The quick start: a connection to a peer over TCP.

// ANCHOR: all
use std::{io, net::SocketAddr, time::Duration};

use endstate::{Abandoned, Lifecycle};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};

// ANCHOR: states
/// Whom we talk to.
pub(crate) struct Peer {
    name: String,
}

/// One connection to a peer.
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, context = Peer, fixpoint = Closed)]
pub(crate) enum ConnectionState {
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
// ANCHOR_END: states

// ANCHOR: fixpoint
impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        Closed {
            reason: abandoned.to_string(),
        }
    }
}
// ANCHOR_END: fixpoint

// ANCHOR: methods
impl Connection<Connecting> {
    async fn open(self) -> io::Result<Connection<Open>> {
        let socket = TcpStream::connect(self.state.addr).await?;
        Ok(self.to(Open { socket }))
    }
}

impl Connection<Open> {
    async fn send(&mut self, frame: &[u8]) -> io::Result<()> {
        println!("{} bytes to {}", frame.len(), self.context.name);
        self.state.socket.write_all(frame).await
    }

    fn close(self) -> Connection<Closed> {
        self.to(Closed {
            reason: "done".into(),
        })
    }
}
// ANCHOR_END: methods

// ANCHOR: run
/// Says hello, and tells how it ended.
async fn say_hello(name: &str, addr: SocketAddr) -> String {
    let peer = Peer { name: name.into() };
    let end = Connection::scope(Connecting { addr }, peer)
        .deadline(Duration::from_secs(30))
        .run(async |conn| {
            let mut conn = conn.open().await?;
            conn.send(b"hello").await?;
            Ok(conn.close().exit())
        })
        .await;
    match end {
        ConnectionEnd::Closed(closed) => closed.reason,
    }
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    println!("{}", say_hello("ada", addr).await);

    drop(listener);
    println!("{}", say_hello("ada", addr).await);
    Ok(())
}
// ANCHOR_END: run
// ANCHOR_END: all

//! Chapter 6: a peer that does not answer.

// ANCHOR: all
use std::{io, net::SocketAddr, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle};
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
};

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Failed, timed_out = Silent)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted"))]
    Connecting { addr: SocketAddr },
    #[lifecycle(to(Closed when "hung up"))]
    Open { socket: TcpStream },
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Silent { why: String },
    #[lifecycle(terminal)]
    Failed { error: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let error = abandoned.to_string();
        Failed { error }
    }
}

// ANCHOR: fixpoint
impl From<Abandoned> for Silent {
    fn from(abandoned: Abandoned) -> Self {
        let why = format!("the {} {abandoned}", abandoned.lifecycle);
        Silent { why }
    }
}
// ANCHOR_END: fixpoint

impl Connection<Connecting> {
    async fn open(self) -> io::Result<Connection<Open>> {
        let socket = TcpStream::connect(self.state.addr).await?;
        Ok(self.to(Open { socket }))
    }
}

impl Connection<Open> {
    /// Waits for the peer's first byte.
    async fn greeting(&mut self) -> io::Result<u8> {
        self.state.socket.read_u8().await
    }
}

// ANCHOR: main
async fn call(addr: SocketAddr) -> ConnectionEnd {
    Connection::scope(Connecting { addr })
        .deadline(Duration::from_millis(100))
        .run(async |conn| {
            let mut conn = conn.open().await?;
            conn.greeting().await?;
            Ok(conn.to(Closed).exit())
        })
        .await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    // It listens, and never says a word.
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    match call(listener.local_addr()?).await {
        ConnectionEnd::Closed(_) => println!("closed"),
        ConnectionEnd::Silent(Silent { why }) => println!("silent: {why}"),
        ConnectionEnd::Failed(Failed { error }) => println!("failed: {error}"),
    }
    Ok(())
}
// ANCHOR_END: main
// ANCHOR_END: all

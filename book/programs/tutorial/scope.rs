//! Chapter 4: a real socket, in an async scope.

// ANCHOR: all
// ANCHOR: enum
use std::{io, net::SocketAddr};

use endstate::{Abandoned, BoxError, Lifecycle};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted", Closed when "refused"))]
    Connecting { addr: SocketAddr },
    #[lifecycle(to(Closed when "hung up"))]
    Open { socket: TcpStream },
    #[lifecycle(terminal)]
    Closed { reason: String },
}
// ANCHOR_END: enum

impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        let reason = abandoned.to_string();
        Closed { reason }
    }
}

// ANCHOR: methods
impl Connection<Connecting> {
    async fn open(self) -> io::Result<Connection<Open>> {
        let socket = TcpStream::connect(self.state.addr).await?;
        Ok(self.to(Open { socket }))
    }
}

impl Connection<Open> {
    /// Sends a word, and waits until it comes back.
    async fn echo(&mut self, word: &[u8; 5]) -> io::Result<()> {
        let mut back = [0; 5];
        self.state.socket.write_all(word).await?;
        self.state.socket.read_exact(&mut back).await?;
        println!("{} came back", String::from_utf8_lossy(&back));
        Ok(())
    }

    fn close(self) -> Connection<Closed> {
        let reason = "done".into();
        self.to(Closed { reason })
    }
}
// ANCHOR_END: methods

// ANCHOR: run
async fn talk(addr: SocketAddr, words: &[&[u8; 5]]) -> ConnectionEnd {
    Connection::scope(Connecting { addr })
        .on_exit(|ConnectionEnd::Closed(closed): &ConnectionEnd| {
            println!("on exit: {}", closed.reason);
        })
        .run(async |conn| {
            let mut conn = conn.open().await?;
            for word in words {
                conn.echo(word).await?;
            }
            Ok(conn.close().exit())
        })
        .await
}
// ANCHOR_END: run

/// Sends the first five bytes back, and hangs up.
async fn serve(listener: &TcpListener) -> io::Result<()> {
    let (mut socket, _) = listener.accept().await?;
    let mut word = [0; 5];
    socket.read_exact(&mut word).await?;
    socket.write_all(&word).await
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    for words in [&[b"hello"][..], &[b"hello", b"again"]] {
        let (end, served) = tokio::join!(talk(addr, words), serve(&listener));
        served?;
        match end {
            ConnectionEnd::Closed(Closed { reason }) => println!("the caller: {reason}"),
        }
    }
    Ok(())
}
// ANCHOR_END: main
// ANCHOR_END: all

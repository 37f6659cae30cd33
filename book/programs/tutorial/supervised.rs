//! Chapter 7: several connections, whose parent learns how each of them ended.

// ANCHOR: all
use std::{io, net::SocketAddr, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle, scope::Running, task};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// One connection to a peer.
#[derive(Debug, Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Failed, timed_out = Silent, cancelled = Withdrawn)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted"))]
    Connecting { addr: SocketAddr },
    #[lifecycle(to(Closed when "hung up"))]
    Open { socket: TcpStream },
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Silent,
    #[lifecycle(terminal)]
    Withdrawn,
    #[lifecycle(terminal)]
    Failed { error: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let error = abandoned.to_string();
        Failed { error }
    }
}

impl Connection<Connecting> {
    async fn open(self) -> io::Result<Connection<Open>> {
        let socket = TcpStream::connect(self.state.addr).await?;
        Ok(self.to(Open { socket }))
    }
}

impl Connection<Open> {
    async fn greeting(&mut self) -> io::Result<u8> {
        self.state.socket.read_u8().await
    }
}

// ANCHOR: call
/// The future of a scope: what a nursery takes.
fn call(addr: SocketAddr, within: Duration) -> impl Running<Lifecycle = ConnectionState> + Send {
    Connection::scope(Connecting { addr })
        .deadline(within)
        .run(async |conn| {
            let mut conn = conn.open().await?;
            conn.greeting().await?;
            Ok(conn.to(Closed).exit())
        })
}
// ANCHOR_END: call

/// A peer that greets, and one that does not.
async fn peers() -> io::Result<(TcpListener, TcpListener)> {
    let polite = TcpListener::bind("127.0.0.1:0").await?;
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    Ok((polite, silent))
}

async fn greet(listener: &TcpListener) -> io::Result<()> {
    let (mut socket, _) = listener.accept().await?;
    socket.write_u8(b'!').await
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let (polite, silent) = peers().await?;
    let (polite_addr, silent_addr) = (polite.local_addr()?, silent.local_addr()?);
    let (short, long) = (Duration::from_millis(100), Duration::from_mins(1));

    task::nursery(async |nursery| {
        let first = nursery.spawn(call(polite_addr, long))?;
        let second = nursery.spawn(call(silent_addr, short))?;
        let third = nursery.spawn(call(silent_addr, long))?;

        greet(&polite).await?;
        println!("the polite one: {:?}", first.await);
        println!("the silent one: {:?}", second.await);

        // Nobody waits a minute for the third.
        third.cancel();
        println!("the one that was called off: {:?}", third.await);
        Ok(())
    })
    .await?;
    println!("nobody is left");
    Ok(())
}
// ANCHOR_END: main
// ANCHOR_END: all

//! Chapter 9: a peer that is called again, and whoever wants to know that it is there.

// ANCHOR: all
use std::{io, net::SocketAddr, time::Duration};

use endstate::{
    Abandoned, BoxError, Lifecycle,
    owned::{self, Closed as Was, Registry},
    scope::Running,
    task,
    topic::{self, Hub},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

// ANCHOR: enum
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Failed, timed_out = Silent, cancelled = Withdrawn)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted"))]
    Connecting { addr: SocketAddr },
    #[lifecycle(to(Closed when "hung up"))]
    Open { socket: TcpStream },
    #[lifecycle(terminal)]
    Closed { left: bool },
    #[lifecycle(terminal)]
    Silent,
    #[lifecycle(terminal)]
    Withdrawn,
    #[lifecycle(terminal)]
    Failed { error: String },
}
// ANCHOR_END: enum

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
/// What others can do to a connection that is open: tell it to hang up.
#[derive(Default)]
struct Line {
    hang_up: Notify,
}

/// Somebody has come.
#[derive(Clone)]
struct Joined;

type Lines = Registry<&'static str, Line>;
type Arrivals = Hub<&'static str, Joined>;

fn call(
    peer: &'static str,
    addr: SocketAddr,
    lines: Lines,
    arrivals: Arrivals,
) -> impl Running<Lifecycle = ConnectionState> + Send {
    Connection::scope(Connecting { addr }).run(async move |conn| {
        let mut conn = conn.open().await?;
        conn.greeting().await?;

        // An older line to this peer is told to hang up before this returns.
        let line = lines.open(peer, Line::default());
        arrivals.announce(&peer, Joined);
        line.handle().hang_up.notified().await;
        let left = line.close() == Was::Now;
        Ok(conn.to(Closed { left }).exit())
    })
}
// ANCHOR_END: call

/// The next one who calls, greeted.
async fn greet(listener: &TcpListener) -> io::Result<TcpStream> {
    let (mut socket, _) = listener.accept().await?;
    socket.write_u8(b'!').await?;
    Ok(socket)
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let lines = owned::named("lines").closing_with(|line: &Line| line.hang_up.notify_one());
    let arrivals: Arrivals = topic::named("arrivals").hub();
    let within = Duration::from_secs(30);

    task::nursery(async |nursery| {
        let mut ada = arrivals.subscribe("ada");
        let first = nursery.spawn(call("ada", addr, lines.clone(), arrivals.clone()))?;
        greet(&listener).await?;
        ada.wait_until(within, async || lines.contains("ada"))
            .await?;
        println!("ada is there");

        // She is called again. The first line is open still, and ends after the second has begun.
        let second = nursery.spawn(call("ada", addr, lines.clone(), arrivals.clone()))?;
        greet(&listener).await?;
        if let ConnectionEnd::Closed(Closed { left }) = first.await {
            println!("the first line has ended; ada has left: {left}");
        }
        println!("ada is there: {}", lines.contains("ada"));

        println!("closed at the end: {}", lines.close_all());
        drop(second.await);
        Ok(())
    })
    .await?;
    Ok(())
}
// ANCHOR_END: main
// ANCHOR_END: all

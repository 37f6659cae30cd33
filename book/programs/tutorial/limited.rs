//! Chapter 8: no more than two at a time are being opened.

// ANCHOR: all
use std::{io, net::SocketAddr, num::NonZeroUsize, sync::Arc, time::Duration};

use endstate::{
    Abandoned, BoxError, Lifecycle,
    permit::{self, AcquireError, Limiter},
    scope::Running,
    task,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Barrier,
};

// ANCHOR: enum
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Failed, timed_out = Silent, cancelled = Withdrawn)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted", TurnedAway when "no permit came"))]
    Connecting { addr: SocketAddr },
    #[lifecycle(to(Closed when "hung up"))]
    Open { socket: TcpStream },
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    TurnedAway { why: AcquireError },
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
fn call(
    addr: SocketAddr,
    limiter: Limiter,
    users: Arc<Barrier>,
) -> impl Running<Lifecycle = ConnectionState> + Send {
    Connection::scope(Connecting { addr }).run(async move |conn| {
        let permit = match limiter.acquire().await {
            Ok(permit) => permit,
            Err(why) => return Ok(conn.to(TurnedAway { why }).exit()),
        };
        // With the permit, and no longer than the hold limit.
        let (permit, conn) = permit.bounded(conn.open()).await;
        let mut conn = conn??;
        let (permit, greeted) = permit.bounded(conn.greeting()).await;
        greeted??;

        // Without it, and for as long as it takes.
        let released = permit.release_before_wait();
        users.wait().await;
        let _permit = released.reacquire().await?;

        Ok(conn.to(Closed).exit())
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
    let limiter = permit::named("connections")
        .hold_limit(Duration::from_secs(30))
        .acquire_timeout(Duration::from_secs(90))
        .limiter(const { NonZeroUsize::new(2).unwrap() });
    // The four users answer when this program wants them to: all at once.
    let users = Arc::new(Barrier::new(5));

    task::nursery(async |nursery| {
        let mut calls = Vec::new();
        for _ in 0..4 {
            calls.push(nursery.spawn(call(addr, limiter.clone(), Arc::clone(&users)))?);
        }
        let (first, _) = listener.accept().await?;
        let (second, _) = listener.accept().await?;
        let status = limiter.status();
        println!(
            "{} hold a permit, {} wait for one",
            status.in_flight, status.waiting
        );

        for mut socket in [first, second] {
            socket.write_u8(b'!').await?;
        }
        for _ in 0..2 {
            greet(&listener).await?;
        }
        users.wait().await;
        println!("all four were open, and waited for their users");
        for call in calls {
            println!("{:?}", call.await);
        }
        Ok(())
    })
    .await?;
    Ok(())
}
// ANCHOR_END: main
// ANCHOR_END: all

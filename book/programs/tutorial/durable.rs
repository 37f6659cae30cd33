//! Chapter 10: a connection that is a row, and outlives its process.

// ANCHOR: all
use std::{num::NonZeroUsize, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Error, Exit, Id, Store};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
};

// ANCHOR: enum
/// One connection to a peer.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Connection, fixpoint = Failed, timed_out = Silent, cancelled = Withdrawn)]
#[durable(table = "connections", attempts = 3)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted"))]
    Connecting { addr: String },
    #[lifecycle(to(OnHold when "asked to wait", Closed when "hung up"))]
    Open { addr: String },
    #[lifecycle(to(Open when "the user is back", Expired))]
    #[durable(resting, deadline = "24h" -> Expired)]
    OnHold { addr: String },
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Expired,
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

// ANCHOR: methods
impl Connection<Connecting> {
    async fn open(self) -> Result<Connection<Open>, Error> {
        let addr = self.state.addr.clone();
        self.to(Open { addr }).await
    }
}

impl Connection<Open> {
    async fn hold(self) -> Result<Connection<OnHold>, Error> {
        let addr = self.state.addr.clone();
        self.to(OnHold { addr }).await
    }
}

impl Connection<OnHold> {
    async fn go_on(self) -> Result<Connection<Open>, Error> {
        let addr = self.state.addr.clone();
        self.to(Open { addr }).await
    }
}

/// What a worker does with a row, whatever state it finds it in.
async fn work(conn: AnyConnection) -> Result<Exit<ConnectionState>, BoxError> {
    let (mut socket, conn) = match conn {
        AnyConnection::Connecting(conn) => (dial(&conn.state.addr).await?, conn.open().await?),
        // Whoever had it before has died, and its socket with it.
        AnyConnection::Open(conn) => (dial(&conn.state.addr).await?, conn),
        AnyConnection::OnHold(conn) => (dial(&conn.state.addr).await?, conn.go_on().await?),
        over => return Err(format!("nothing to do in {over:?}").into()),
    };
    match socket.read_u8().await? {
        b'?' => Ok(conn.hold().await?.rest()),
        _ => Ok(conn.to(Closed).await?.exit()),
    }
}

async fn dial(addr: &str) -> std::io::Result<TcpStream> {
    TcpStream::connect(addr).await
}
// ANCHOR_END: methods

/// Two peers: one greets everybody, the other wants its first caller to wait.
async fn greet(first: &TcpListener, second: &TcpListener) -> std::io::Result<()> {
    for (listener, greeting) in [(first, b'!'), (second, b'?'), (second, b'!')] {
        let (mut socket, _) = listener.accept().await?;
        socket.write_u8(greeting).await?;
    }
    Ok(())
}

/// Where each row has been.
async fn print(store: &Store, ids: &[Id<ConnectionState>]) -> Result<(), BoxError> {
    for &id in ids {
        let moves = store.history(id).await?;
        let states: Vec<String> = moves.into_iter().map(|moved| moved.to).collect();
        println!("  {}", states.join(" -> "));
    }
    Ok(())
}

// ANCHOR: main
async fn run(store: &Store, addresses: [String; 3]) -> Result<(), BoxError> {
    store.migrate::<ConnectionState>().await?;
    let mut ids = Vec::new();
    for addr in addresses {
        ids.push(store.create(Connecting { addr }).await?);
    }

    // As many at a time as there are workers.
    let two = const { NonZeroUsize::new(2).unwrap() };
    store.workers(two).until_idle().run(work).await?;
    print(store, &ids).await?;

    // Hours later, perhaps in another process.
    println!("the user is back: {:?}", store.drive(ids[1], work).await?);
    print(store, &ids[1..2]).await
}
// ANCHOR_END: main

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&format!("sqlite://{}/app.db", folder.path().display())).await?;
    let (first, second) = (listen().await?, listen().await?);
    let gone = TcpSocket::new_v4()?;
    gone.bind(([127, 0, 0, 1], 0).into())?; // and nobody listens there
    let addresses = [
        first.local_addr()?,
        second.local_addr()?,
        gone.local_addr()?,
    ];
    let addresses = addresses.map(|addr| addr.to_string());

    let greeted = async { Ok(greet(&first, &second).await?) };
    let done = tokio::try_join!(run(&store, addresses), greeted);
    store.shutdown(Duration::ZERO).await;
    done.map(drop)
}

async fn listen() -> std::io::Result<TcpListener> {
    TcpListener::bind("127.0.0.1:0").await
}
// ANCHOR_END: all

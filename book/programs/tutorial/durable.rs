//! Chapter 10: a connection that is a row, and outlives its process.

use std::{num::NonZeroUsize, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Error, Exit, Store};

// ANCHOR: enum
/// One call to a peer.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Connection, fixpoint = Failed)]
#[durable(table = "connections", attempts = 3)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted"))]
    Connecting { peer: String },
    #[lifecycle(to(OnHold when "asked to wait", Closed when "hung up"))]
    Open { peer: String },
    #[lifecycle(to(Open when "the user is back", Expired))]
    #[durable(resting, deadline = "24h" -> Expired)]
    OnHold { peer: String },
    #[lifecycle(terminal)]
    Closed { frames: i64 },
    #[lifecycle(terminal)]
    Expired,
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
        let peer = self.state.peer.clone();
        self.to(Open { peer }).await
    }
}

impl Connection<Open> {
    async fn hold(self) -> Result<Connection<OnHold>, Error> {
        let peer = self.state.peer.clone();
        self.to(OnHold { peer }).await
    }

    async fn close(self, frames: i64) -> Result<Connection<Closed>, Error> {
        self.to(Closed { frames }).await
    }
}

impl Connection<OnHold> {
    async fn go_on(self) -> Result<Connection<Open>, Error> {
        let peer = self.state.peer.clone();
        self.to(Open { peer }).await
    }
}

/// What a worker does with a row, whatever state it finds it in.
async fn work(conn: AnyConnection) -> Result<Exit<ConnectionState>, BoxError> {
    let conn = match conn {
        AnyConnection::Connecting(conn) => conn.open().await?,
        AnyConnection::Open(conn) => conn, // whoever had it before has died
        other => return Err(format!("nothing to do in {other:?}").into()),
    };
    match conn.state.peer.as_str() {
        "busy" => Ok(conn.hold().await?.rest()),
        "gone" => Err("no route to the peer".into()),
        _ => Ok(conn.close(2).await?.exit()),
    }
}
// ANCHOR_END: methods

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}/app.db", folder.path().display());
    let store = Store::open(&url).await?;
    store.migrate::<ConnectionState>().await?;

    let mut ids = Vec::new();
    for peer in ["ada", "busy", "gone"] {
        ids.push(store.create(Connecting { peer: peer.into() }).await?);
    }
    let one = const { NonZeroUsize::new(1).unwrap() };
    store.workers(one).until_idle().run(work).await?;
    print(&store, &ids).await?;

    // Hours later, perhaps in another process: the user is back.
    let back = store.drive(ids[1], async |conn| match conn {
        AnyConnection::OnHold(conn) => Ok(conn.go_on().await?.close(5).await?.exit()),
        other => Err(format!("{other:?} is not on hold").into()),
    });
    println!("the user is back: {:?}", back.await?);
    print(&store, &ids[1..2]).await?;

    store.shutdown(Duration::ZERO).await;
    Ok(())
}

/// Where each row has been.
async fn print(store: &Store, ids: &[endstate_store::Id<ConnectionState>]) -> Result<(), BoxError> {
    for &id in ids {
        let moves = store.history(id).await?;
        let states: Vec<String> = moves.into_iter().map(|moved| moved.to).collect();
        println!("  {}", states.join(" -> "));
    }
    Ok(())
}
// ANCHOR_END: main

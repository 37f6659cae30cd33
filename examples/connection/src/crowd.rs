//! Many clients at once.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use endstate::{
    BoxError,
    scope::Running,
    task::{Child, Nursery, RefusedCause},
};
use tokio::{sync::Barrier, time::timeout};

use crate::{
    client::{Caller, Closed, Connecting, Connection, ConnectionEnd, ConnectionState, Open},
    faults::Fault,
    tally::Tally,
};

/// How long a client tries before it gives up.
const PATIENCE: Duration = Duration::from_secs(15);

/// Clients that are all open at the same time before any of them goes on.
#[derive(Debug)]
pub struct Crowd {
    calls: Vec<Child<ConnectionEnd>>,
    open: usize,
    all_open: Arc<Barrier>,
}

impl Crowd {
    /// Each of the clients calls `server`, or a closed port, if that is its fault.
    ///
    /// # Errors
    ///
    /// If the nursery is closed.
    pub fn call(
        nursery: &Nursery,
        clients: &[(Caller, Option<Fault>)],
        server: SocketAddr,
        closed_port: SocketAddr,
        tally: &Tally,
    ) -> Result<Self, RefusedCause> {
        let wrong = |fault: &Option<Fault>| *fault == Some(Fault::WrongPort);
        let open = clients.iter().filter(|(_, fault)| !wrong(fault)).count();
        // One more: whoever waits for all of them.
        let all_open = Arc::new(Barrier::new(open + 1));
        let mut calls = Vec::new();
        for &(caller, fault) in clients {
            let addr = if wrong(&fault) { closed_port } else { server };
            calls.push(nursery.spawn(call(caller, fault, addr, Arc::clone(&all_open)))?);
            tally.begin();
        }
        Ok(Self {
            calls,
            open,
            all_open,
        })
    }

    /// Waits until all are open, and tells how many these are. None goes on before [`go_on`](Self::go_on).
    ///
    /// # Errors
    ///
    /// If they are not within a client's patience.
    pub async fn all_open(&self) -> Result<usize, BoxError> {
        let opened = timeout(PATIENCE, self.all_open.wait()).await;
        opened.map_err(|_| "not all could connect; is `ulimit -n` above twice their number?")?;
        Ok(self.open)
    }

    /// Lets them go on, once all are open.
    pub async fn go_on(&self) {
        self.all_open.wait().await;
    }

    /// Waits until all have ended, which each does at its deadline at the latest.
    pub async fn all_over(self, tally: &Tally) {
        for call in self.calls {
            tally.end(&call.await);
        }
    }
}

/// One client from its first packet to its last. Every `?` in here leads to `Closed`.
fn call(
    caller: Caller,
    fault: Option<Fault>,
    server: SocketAddr,
    all_open: Arc<Barrier>,
) -> impl Running<Lifecycle = ConnectionState> + Send {
    Connection::scope(Connecting { server }, caller)
        .deadline(PATIENCE)
        .run(async move |conn| {
            let conn = conn.open().await?;
            // Once for `all_open`, and once for `go_on`.
            all_open.wait().await;
            all_open.wait().await;
            match fault {
                None => Ok(converse(conn, caller).await?.exit()),
                Some(fault) => Err(fault.strike(conn).await),
            }
        })
}

/// What a client does that has no fault.
async fn converse(
    mut conn: Connection<Open>,
    Caller { number }: Caller,
) -> Result<Connection<Closed>, BoxError> {
    for nth in 1..=3 {
        let message = format!("message {nth} of client {number}");
        conn.echo(message.as_bytes()).await?;
    }
    conn.say_goodbye().await?.receipt().await
}

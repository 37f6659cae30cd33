//! Many clients at once.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use endstate::BoxError;
use tokio::{sync::Barrier, task::JoinSet, time::timeout};

use crate::{
    client::{Caller, Closed, Connecting, Connection, ConnectionEnd, Open},
    faults::Fault,
    tally::Tally,
};

/// How long a client tries before it gives up.
const PATIENCE: Duration = Duration::from_secs(15);

/// Clients that are all open at the same time before any of them goes on.
#[derive(Debug)]
pub struct Crowd {
    calls: JoinSet<ConnectionEnd>,
    all_open: Arc<Barrier>,
}

impl Crowd {
    /// Each of the clients calls `server`, or a closed port, if that is its fault.
    #[must_use = "wait until all are over"]
    pub fn call(
        clients: &[(Caller, Option<Fault>)],
        server: SocketAddr,
        closed_port: SocketAddr,
        tally: &Tally,
    ) -> Self {
        let wrong = |fault: &Option<Fault>| *fault == Some(Fault::WrongPort);
        let right = clients.iter().filter(|(_, fault)| !wrong(fault)).count();
        // One more: whoever waits for all of them.
        let all_open = Arc::new(Barrier::new(right + 1));
        let mut calls = JoinSet::new();
        for &(caller, fault) in clients {
            let addr = if wrong(&fault) { closed_port } else { server };
            let all_open = Arc::clone(&all_open);
            tally.begin();
            calls.spawn(async move { call(caller, fault, addr, &all_open).await });
        }
        Self { calls, all_open }
    }

    /// Waits until all are open.
    ///
    /// # Errors
    ///
    /// If they are not within a client's patience.
    pub async fn all_open(&self) -> Result<(), BoxError> {
        let opened = timeout(PATIENCE, self.all_open.wait()).await;
        opened.map_err(|_| "not all could connect; is `ulimit -n` above twice their number?")?;
        Ok(())
    }

    /// Waits until all have ended, which each does at its deadline at the latest.
    pub async fn all_over(mut self, tally: &Tally) {
        // An `Err` would be a panic outside of a scope. It ended in no state, and would be missing from the sum.
        while let Some(joined) = self.calls.join_next().await {
            if let Ok(end) = joined {
                tally.end(&end);
            }
        }
    }
}

/// One client from its first packet to its last. Every `?` in here leads to `Closed`.
async fn call(
    caller: Caller,
    fault: Option<Fault>,
    server: SocketAddr,
    all_open: &Barrier,
) -> ConnectionEnd {
    Connection::scope(Connecting { server }, caller)
        .deadline(PATIENCE)
        .run(async |conn| {
            let conn = conn.open().await?;
            all_open.wait().await;
            match fault {
                None => Ok(converse(conn, caller).await?.exit()),
                Some(fault) => Err(fault.strike(conn).await),
            }
        })
        .await
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

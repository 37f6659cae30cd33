//! `SQLite`: the commits of others are seen by polling.
//!
//! `PRAGMA data_version` changes with each commit of another connection, also one of this process, and costs a few
//! microseconds. It names no row, so everybody looks again.

use std::{convert::Infallible, time::Duration};

use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::time::sleep;

use super::{Wakes, lost::lost};
use crate::backoff::Backoff;

/// A timer of tokio adds up to 1 ms.
const EVERY: Duration = Duration::from_millis(1);

/// After waking everybody there is a pause of this much for each topic: their queries must not take up the whole machine.
const PAUSE_PER_TOPIC: Duration = Duration::from_micros(20);

pub(super) async fn watch(wakes: &Wakes, database: SqliteConnectOptions) -> Infallible {
    // It must not bring back a file that was deleted; nor write a line for each poll.
    let database = database
        .create_if_missing(false)
        .disable_statement_logging();
    let mut backoff = Backoff::new();
    loop {
        let Err(error) = poll(wakes, &database, &mut backoff).await;
        lost("sqlite watcher", &error);
        backoff.pause().await;
    }
}

async fn poll(
    wakes: &Wakes,
    database: &SqliteConnectOptions,
    backoff: &mut Backoff,
) -> Result<Infallible, sqlx::Error> {
    wakes.subscribed().await;
    let mut connection = database.connect().await?;
    // Unlike every version: a new connection wakes everybody.
    let mut seen = None;
    loop {
        // It keeps what it saw last while nobody is subscribed, so a commit after a subscription is a change.
        wakes.subscribed().await;
        let version = version(&mut connection).await?;
        backoff.reset();
        let mut pause = EVERY;
        if seen.replace(version) != Some(version) {
            wakes.wake_all();
            let topics = u32::try_from(wakes.shared.hub.topics()).unwrap_or(u32::MAX);
            pause += PAUSE_PER_TOPIC.saturating_mul(topics);
        }
        sleep(pause).await;
    }
}

async fn version(connection: &mut SqliteConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await
}

impl Wakes {
    /// Resolves when somebody is subscribed.
    async fn subscribed(&self) {
        while self.shared.hub.topics() == 0 {
            self.shared.subscribed.notified().await;
        }
    }
}

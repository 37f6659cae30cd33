//! Every call to the database has a limit, and every failure is either worth another try or not.

use std::time::{Duration, Instant};

use crate::{
    backoff::Backoff,
    error::Error,
    sql::{Pool, Record, Sql, Values},
};

/// The answer to `call`, within `limit`.
pub(crate) async fn answer<T>(
    doing: &'static str,
    limit: Duration,
    call: impl Future<Output = sqlx::Result<T>>,
) -> Result<T, Error> {
    match tokio::time::timeout(limit, call).await {
        Ok(answer) => answer.map_err(|source| match source {
            // By a shutdown, and by nothing else.
            sqlx::Error::PoolClosed => Error::Closed,
            source => Error::Database { doing, source },
        }),
        Err(_) => Err(Error::NoAnswer {
            doing,
            after: limit,
        }),
    }
}

/// The rows of a statement that only reads. It is asked again, within the same limit, where a connection turns out to be dead:
/// after a restart of the server each connection of the pool does.
pub(crate) async fn reading(
    doing: &'static str,
    limit: Duration,
    pool: &Pool,
    sql: &Sql,
    values: &Values,
) -> Result<Vec<Record>, Error> {
    let began = Instant::now();
    let mut backoff = Backoff::new();
    loop {
        let left = limit.saturating_sub(began.elapsed());
        match answer(doing, left, pool.read(sql, values)).await {
            Err(error) if error.is_transient() && began.elapsed() + backoff.next() < limit => {
                backoff.pause().await;
            }
            answer => return answer,
        }
    }
}

impl Error {
    /// Whether the same again may succeed: the database was away, busy or restarting.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::NoAnswer { .. } => true,
            Self::Database { source, .. } => is_transient(source),
            _ => false,
        }
    }
}

fn is_transient(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => {
            let code = error.code();
            let code = code.as_deref().unwrap_or_default();
            // Postgres: connection lost, serialization, resources, shutting down, a plan that an ALTER made stale.
            // SQLite: busy and locked, with their extended codes.
            let classes = ["08", "40", "53", "57P", "55P03", "0A000"];
            let is_sqlite = code.len() < 5
                && code
                    .parse::<u32>()
                    .is_ok_and(|code| matches!(code & 0xff, 5 | 6));
            is_sqlite || (code.len() == 5 && classes.iter().any(|class| code.starts_with(class)))
        }
        _ => false,
    }
}

//! Postgres: `LISTEN` and `NOTIFY`, each on a connection of its own.
//!
//! A `NOTIFY` in the transaction that moves a row would take a lock of the whole server at commit. So it is sent after the
//! commit and by the relay alone, many moves at once.

use std::time::Duration;

use sqlx::{ConnectOptions, Executor, Postgres, postgres::PgConnectOptions};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::Wakes;

mod listener;
mod notifier;

#[derive(Debug, Clone, Copy)]
pub(super) struct Timing {
    /// Moves are gathered for so long before the next notification; the first goes out at once.
    pub(super) gather: Duration,
    /// After so long a silence the listener's connection is asked whether it lives.
    pub(super) ask_after: Duration,
    /// A connection that does not answer within this is given up.
    pub(super) answer_within: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            gather: Duration::from_millis(10),
            ask_after: Duration::from_secs(10),
            answer_within: Duration::from_secs(5),
        }
    }
}

pub(super) async fn relay(
    wakes: &Wakes,
    database: PgConnectOptions,
    timing: Timing,
    shutdown: &CancellationToken,
) {
    let database = database.disable_statement_logging();
    tokio::join!(
        shutdown.run_until_cancelled(listener::listen(wakes, &database, timing)),
        notifier::notify(wakes, &database, timing, shutdown),
    );
}

/// One channel for each schema, so that the tests, tenants or versions in one database do not wake each other.
async fn channel(
    connection: impl Executor<'_, Database = Postgres>,
) -> Result<String, sqlx::Error> {
    let schema: String = sqlx::query_scalar("SELECT coalesce(current_schema()::text, '')")
        .fetch_one(connection)
        .await?;
    Ok(channel_of(&schema))
}

/// Names have at most 63 bytes. Two schemas that share a channel wake each other's waits, and do no harm.
fn channel_of(schema: &str) -> String {
    let mut channel = format!("endstate_{schema}");
    channel.truncate(channel.floor_char_boundary(63));
    channel
}

async fn within<T>(
    time: Duration,
    answer: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    timeout(time, answer)
        .await
        .unwrap_or_else(|elapsed| Err(sqlx::Error::Io(elapsed.into())))
}

#[cfg(test)]
mod tests {
    use super::channel_of;

    #[test]
    fn a_channel_is_cut_to_what_postgres_takes_and_never_within_a_character() {
        assert_eq!(channel_of("public"), "endstate_public");
        let long = channel_of(&"ä".repeat(31));
        assert_eq!(long, format!("endstate_{}", "ä".repeat(27)));
        assert!(long.len() <= 63);
    }
}

//! The service's own tables, and what it reads of the store's, on either database.

pub(crate) mod follow_ups;
pub(crate) mod launches;
pub(crate) mod projects;

use std::{
    str::FromStr as _,
    time::{Duration, Instant},
};

use sqlx::{
    PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};

/// Connections beside those of the store. The statements are the same on both.
#[derive(Debug, Clone)]
pub(crate) enum Tables {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Runs a statement on whichever database it is: `on!(tables, pool => query.fetch_all(pool).await)`.
macro_rules! on {
    ($tables:expr, $pool:ident => $statement:expr) => {
        match $tables {
            $crate::tables::Tables::Sqlite($pool) => $statement,
            $crate::tables::Tables::Postgres($pool) => $statement,
        }
    };
}
pub(crate) use on;

/// How long whoever drives a project waits for the database to come back. A project must not fail for that.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(200);

/// Reads, again and again while the database is away.
pub(crate) async fn patiently<T, Fut>(read: impl Fn() -> Fut) -> sqlx::Result<T>
where
    Fut: Future<Output = sqlx::Result<T>>,
{
    let began = Instant::now();
    loop {
        match read().await {
            Err(error) if is_away(&error) && began.elapsed() < PATIENCE => {
                tokio::time::sleep(PAUSE).await;
            }
            answer => return answer,
        }
    }
}

fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
        sqlx::Error::Database(error) => match error.code().as_deref() {
            // SQLite is busy; Postgres shuts down, has crashed, or starts; it has no connection to spare.
            Some(code) => matches!(code, "5" | "57P01" | "57P02" | "57P03" | "53300"),
            None => false,
        },
        _ => false,
    }
}

const CONNECTIONS: u32 = 4;
const SOON: Duration = Duration::from_secs(5);

/// Whether the URL is one of Postgres.
pub(crate) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}

impl Tables {
    /// Connects, and makes the tables where they are not there yet. The projects refer to them, so that they come first.
    pub(crate) async fn open(url: &str) -> sqlx::Result<Self> {
        let tables = if is_postgres(url) {
            let options = PgConnectOptions::from_str(url)?;
            let pool = PgPoolOptions::new()
                .max_connections(CONNECTIONS)
                .acquire_timeout(SOON);
            Self::Postgres(pool.connect_with(options).await?)
        } else {
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .foreign_keys(true)
                .busy_timeout(SOON);
            let pool = SqlitePoolOptions::new()
                .max_connections(CONNECTIONS)
                .acquire_timeout(SOON);
            Self::Sqlite(pool.connect_with(options).await?)
        };
        tables.create().await?;
        Ok(tables)
    }

    async fn create(&self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(pool) => {
                sqlx::raw_sql(launches::TABLE).execute(pool).await?;
                sqlx::raw_sql(follow_ups::TABLE).execute(pool).await?;
            }
            Self::Postgres(pool) => {
                // Two processes that start together: `IF NOT EXISTS` alone lets one of them fail.
                let mut transaction = pool.begin().await?;
                let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK);
                lock.execute(&mut *transaction).await?;
                sqlx::raw_sql(launches::TABLE)
                    .execute(&mut *transaction)
                    .await?;
                sqlx::raw_sql(follow_ups::TABLE)
                    .execute(&mut *transaction)
                    .await?;
                transaction.commit().await?;
            }
        }
        Ok(())
    }

    /// Whether the database answers.
    pub(crate) async fn answers(&self) -> sqlx::Result<()> {
        on!(self, pool => sqlx::query("SELECT 1").execute(pool).await.map(drop))
    }

    pub(crate) async fn close(&self) {
        on!(self, pool => pool.close().await);
    }
}

/// "launchpad", in the numbers of its first letters.
const LOCK: i64 = 0x6c61_756e_6368;

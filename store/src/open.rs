//! Opening a store.

#[cfg(feature = "sqlite")]
use std::str::FromStr as _;
use std::{sync::Arc, time::Duration};

use uuid::Uuid;

use crate::{
    Store,
    answer::answer,
    error::Error,
    keeper::{Database, Keeper, Kept, ticking},
    settings::Settings,
    sql::Pool,
};
#[cfg(feature = "postgres")]
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
#[cfg(feature = "sqlite")]
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

impl Settings {
    /// Opens the SQLite database of this URL: see [`Store::open`].
    ///
    /// # Errors
    ///
    /// The settings contradict each other, the file cannot be opened, or the database is one in memory.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer.
    ///
    /// # Cancel safety
    ///
    /// As [`Store::open`] says.
    #[cfg(feature = "sqlite")]
    pub async fn open(self, url: &str) -> Result<Store, Error> {
        use crate::{keeper::Incarnation, settings::Durability};

        let settings = self.checked()?;
        // Neither URL is repeated: a password may be in it.
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let problem = "this is a URL of Postgres: use `Store::connect`".to_owned();
            return Err(Error::Settings { problem });
        }
        let doing = "opening the database";
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|source| Error::Database { doing, source })?;
        let path = options.get_filename().to_owned();
        if url.contains(":memory:") || url.contains("mode=memory") || path.as_os_str().is_empty() {
            let problem = format!(
                "`{url}` is in memory, which nothing survives: give it a file, `sqlite://app.db`"
            );
            return Err(Error::Settings { problem });
        }
        let synchronous = match settings.durability {
            Durability::PowerLoss => SqliteSynchronous::Full,
            Durability::ProcessKill => SqliteSynchronous::Normal,
        };
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .foreign_keys(true)
            .busy_timeout(settings.answer_within.min(Duration::from_secs(5)));
        let owner = Uuid::now_v7();
        let pool = Pool::sqlite_lazily(&options, settings.connections);
        // Makes the file, and finds out whether it can be written.
        drop(answer(doing, settings.answer_within, pool.begin()).await?);
        let incarnation = Incarnation::begin(&path, owner).map_err(|error| Error::Database {
            doing: "locking a file beside the database, which shows that this process is alive",
            source: sqlx::Error::Io(error),
        })?;
        let (kept, relay) = Kept::new(&settings, owner, Some(incarnation));
        let database = Database::Sqlite(Box::new(options));
        start(pool, settings, kept, database, relay)
    }

    /// Connects to the Postgres database of this URL: see [`Store::connect`].
    ///
    /// # Errors
    ///
    /// The settings contradict each other, or the server cannot be reached, or does not let us in.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer and I/O.
    ///
    /// # Cancel safety
    ///
    /// As [`Store::connect`] says.
    ///
    /// ```no_run
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), endstate_store::Error> {
    /// let settings = endstate_store::Settings::new().connections(16);
    /// let store = settings.connect("postgres://app@db.example.org/app").await?;
    /// # drop(store);
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "postgres")]
    pub async fn connect(self, url: &str) -> Result<Store, Error> {
        use std::str::FromStr as _;

        let settings = self.checked()?;
        if url.starts_with("sqlite:") {
            let problem = "this is a URL of SQLite: use `Store::open`".to_owned();
            return Err(Error::Settings { problem });
        }
        let doing = "connecting to the database";
        let options =
            PgConnectOptions::from_str(url).map_err(|source| Error::Database { doing, source })?;
        let pool = Pool::postgres_lazily(&options, settings.connections);
        drop(answer(doing, settings.answer_within, pool.begin()).await?);
        let (kept, relay) = Kept::new(
            &settings,
            Uuid::now_v7(),
            #[cfg(feature = "sqlite")]
            None,
        );
        start(
            pool,
            settings,
            kept,
            Database::Postgres(Box::new(options)),
            relay,
        )
    }
}

fn start(
    pool: Pool,
    settings: Settings,
    kept: Arc<Kept>,
    database: Database,
    relay: crate::wake::Relay,
) -> Result<Store, Error> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a sign of life of this runtime, which ends with the store and whose end nobody needs to learn"
    )]
    tokio::spawn(ticking(Arc::downgrade(&kept.tick)));
    if cfg!(panic = "abort") {
        crate::telemetry::panics_abort();
    }
    let keeper = Keeper::start(Arc::clone(&kept), database, relay)?;
    Ok(Store::with(pool, settings, keeper, kept))
}

impl Pool {
    #[cfg(feature = "sqlite")]
    pub(crate) fn sqlite_lazily(options: &SqliteConnectOptions, readers: u32) -> Self {
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(Duration::from_secs(30))
                // Each check is a statement more.
                .test_before_acquire(false)
                .connect_lazy_with(options.clone())
        };
        Self::Sqlite {
            read: pool(readers),
            write: pool(1),
        }
    }

    #[cfg(feature = "postgres")]
    pub(crate) fn postgres_lazily(options: &PgConnectOptions, connections: u32) -> Self {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(30))
            // A dead connection shows at the next statement, which is tried again.
            .test_before_acquire(false)
            .connect_lazy_with(options.clone());
        Self::Postgres(pool)
    }
}

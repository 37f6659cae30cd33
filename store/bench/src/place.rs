//! An empty database, and connections to it.

use std::{
    fmt,
    str::FromStr as _,
    sync::atomic::{AtomicUsize, Ordering},
};

use endstate_cluster::Cluster;
use endstate_store::{Durability, Settings, Store};
use sqlx::{
    PgPool, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tempfile::TempDir;

use crate::Result;

/// What a database is made in.
#[derive(Debug)]
pub(crate) enum Server {
    Sqlite,
    Postgres(Cluster),
}

impl Server {
    pub(crate) fn all() -> Vec<Self> {
        let mut servers = vec![Self::Sqlite];
        match Cluster::with(&["fsync=on", "synchronous_commit=on", "full_page_writes=on"]) {
            Ok(cluster) => servers.push(Self::Postgres(cluster)),
            Err(why) => eprintln!("the Postgres half is LEFT OUT: {why}"),
        }
        servers
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "Postgres",
        })
    }
}

/// What a commit waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Commit {
    /// The disk, as in a database that is relied on.
    Disk,
    /// Nothing: what it costs is the work of the processor.
    Nothing,
}

/// One empty database.
#[derive(Debug)]
pub(crate) struct Place {
    url: String,
    commit: Commit,
    /// Kept for its `Drop`, which removes it.
    folder: Option<TempDir>,
}

/// Connections to it.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Place {
    pub(crate) fn new(server: &Server, commit: Commit) -> Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        match server {
            Server::Sqlite => {
                let folder = tempfile::tempdir()?;
                let url = format!("sqlite://{}/bench.db", folder.path().display());
                Ok(Self {
                    url,
                    commit,
                    folder: Some(folder),
                })
            }
            Server::Postgres(cluster) => {
                let name = format!("bench_{}", COUNT.fetch_add(1, Ordering::Relaxed));
                let mut url = cluster.database(&name)?;
                if commit == Commit::Nothing {
                    url.push_str(if url.contains('?') { "&" } else { "?" });
                    url.push_str("options[synchronous_commit]=off");
                }
                Ok(Self {
                    url,
                    commit,
                    folder: None,
                })
            }
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Connects. On SQLite it is one connection for all, as in the store: it has one writer at a time, and a queue for that is
    /// quicker than its busy handler.
    pub(crate) async fn connect(&self, workers: usize) -> Result<Pool> {
        if self.folder.is_some() {
            let options = SqliteConnectOptions::from_str(&self.url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(match self.commit {
                    Commit::Disk => SqliteSynchronous::Full,
                    Commit::Nothing => SqliteSynchronous::Normal,
                });
            let pool = SqlitePoolOptions::new().max_connections(1);
            return Ok(Pool::Sqlite(pool.connect_with(options).await?));
        }
        let connections = u32::try_from(workers)? + 1;
        let pool = PgPoolOptions::new()
            .min_connections(connections)
            .max_connections(connections);
        Ok(Pool::Postgres(pool.connect(&self.url).await?))
    }

    /// A store on it, with as many connections as a pool for so many workers has.
    pub(crate) async fn store(&self, workers: usize, settings: Settings) -> Result<Store> {
        let settings = settings
            .connections(u32::try_from(workers)? + 1)
            .durability(match self.commit {
                Commit::Disk => Durability::PowerLoss,
                Commit::Nothing => Durability::ProcessKill,
            });
        Ok(if self.folder.is_some() {
            settings.open(&self.url).await?
        } else {
            settings.connect(&self.url).await?
        })
    }
}

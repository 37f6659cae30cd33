//! An empty database for one test.

use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
};

use tempfile::TempDir;

use crate::{Cluster, shared};

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file of SQLite.
    Sqlite,
    /// A database of a Postgres server.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "Postgres",
        })
    }
}

/// An empty database for one test. It is removed when this is dropped, also from under who is still connected.
#[derive(Debug)]
pub struct Database {
    url: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Sqlite(#[expect(dead_code, reason = "kept for its `Drop`, which removes the folder")] TempDir),
    Postgres(&'static Cluster, String),
}

impl Database {
    /// A file in a temporary folder, which whoever connects first makes.
    ///
    /// # Panics
    ///
    /// If there can be no temporary folder.
    #[must_use]
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir()
            .unwrap_or_else(|problem| panic!("no folder for a SQLite database: {problem}"));
        let file = folder.path().join("test.db");
        Self {
            url: format!("sqlite://{}?mode=rwc", file.display()),
            place: Place::Sqlite(folder),
        }
    }

    /// A database in the [server of this process](shared), if there is one.
    ///
    /// # Panics
    ///
    /// If the server is there and does not give one, or as [`shared`] does.
    #[must_use]
    pub fn postgres() -> Option<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let cluster = shared()?;
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let url = cluster
            .database(&name)
            .unwrap_or_else(|why| panic!("no database for a test: {why}"));
        let place = Place::Postgres(cluster, name);
        Some(Self { url, place })
    }

    /// Its URL, as sqlx understands it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which database it is: for messages, and for what a test says in SQL of its own.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.place {
            Place::Sqlite(_) => Engine::Sqlite,
            Place::Postgres(..) => Engine::Postgres,
        }
    }

    /// The server that it is in, for a test that disturbs it: other tests of the process have their databases there, too.
    #[must_use]
    pub fn cluster(&self) -> Option<&'static Cluster> {
        match self.place {
            Place::Sqlite(_) => None,
            Place::Postgres(cluster, _) => Some(cluster),
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Place::Postgres(cluster, name) = &self.place {
            // A test may have stopped the server; then the database goes with it.
            let _ = cluster.drop_database(name);
        }
    }
}

/// An empty database of each engine: SQLite, and Postgres where there is one. Each is made when the loop comes to it.
///
/// ```
/// for database in endstate_cluster::databases() {
///     // connect to `database.url()`, and test ..
///     # let _ = database;
/// }
/// ```
///
/// # Panics
///
/// As [`Database::sqlite`] and [`Database::postgres`].
pub fn databases() -> impl Iterator<Item = Database> {
    let engines = [Engine::Sqlite, Engine::Postgres];
    engines.into_iter().filter_map(|engine| match engine {
        Engine::Sqlite => Some(Database::sqlite()),
        Engine::Postgres => Database::postgres(),
    })
}

//! A fresh database for each version: a file of SQLite, or a schema in Postgres.

use std::{fs, io, path::PathBuf, time::Duration};

use endstate_store::{Settings, Store};
use sqlx::{
    AnyConnection, AnyPool, Connection as _,
    any::{AnyPoolOptions, install_default_drivers},
};

use crate::saga::{Saga, Version};

/// Where databases are made.
#[derive(Debug, Clone)]
pub enum Databases {
    /// Files of SQLite in this folder.
    In(PathBuf),
    /// Schemas in this database of Postgres.
    At(String),
}

impl Databases {
    /// As the report has it.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match self {
            Self::In(_) => "SQLite",
            Self::At(_) => "Postgres",
        }
    }

    /// The URL of a database without tables.
    ///
    /// # Errors
    ///
    /// The file cannot be removed, or Postgres cannot be reached, or does not let us make a schema.
    pub async fn fresh(&self, saga: Saga, version: Version) -> Result<String, sqlx::Error> {
        let name = format!("{saga} {version}").replace(' ', "_");
        match self {
            Self::In(folder) => {
                for beside in ["", "-wal", "-shm"] {
                    missing_or_done(fs::remove_file(folder.join(format!("{name}.db{beside}"))))?;
                }
                // Where the store has its locks.
                missing_or_done(fs::remove_dir_all(folder.join(format!("{name}.db.d"))))?;
                let file = folder.join(format!("{name}.db"));
                Ok(format!("sqlite://{}?mode=rwc", file.display()))
            }
            Self::At(url) => {
                install_default_drivers();
                let mut connection = AnyConnection::connect(url).await?;
                let schema = format!("sagas_{name}");
                let fresh =
                    format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
                sqlx::raw_sql(sqlx::AssertSqlSafe(fresh))
                    .execute(&mut connection)
                    .await?;
                connection.close().await?;
                let and = if url.contains('?') { '&' } else { '?' };
                Ok(format!("{url}{and}options[search_path]={schema}"))
            }
        }
    }
}

fn missing_or_done(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The database of this URL, as the plain versions use it.
///
/// # Errors
///
/// It cannot be reached.
pub async fn pool(url: &str) -> Result<AnyPool, sqlx::Error> {
    install_default_drivers();
    let pool = AnyPoolOptions::new()
        .max_connections(4)
        .connect(url)
        .await?;
    if !is_postgres(url) {
        // As the store opens it.
        sqlx::query("PRAGMA journal_mode = WAL")
            .execute(&pool)
            .await?;
    }
    Ok(pool)
}

/// The same database as a store.
///
/// # Errors
///
/// It cannot be reached.
pub async fn store(url: &str) -> Result<Store, endstate_store::Error> {
    if !is_postgres(url) {
        return Store::open(url).await;
    }
    // Between two machines only a lease tells who died: a short one, so that nobody has to wait for it here.
    let settings = Settings::new()
        .lease(Duration::from_secs(3))
        .fence_after(Duration::from_secs(2))
        .renew_every(Duration::from_millis(900))
        .grace(Duration::from_secs(1))
        .sweep_every(Duration::from_millis(500));
    settings.connect(url).await
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres")
}

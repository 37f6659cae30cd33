//! What the tests share: both databases, and the lifecycle of the issue.
#![allow(dead_code, reason = "each test uses its part of it")]
#![allow(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    unreachable_pub,
    reason = "tests"
)]

pub mod project;

use std::{future::Future, time::Duration};

use endstate_cluster::{Database, Engine};
use endstate_store::{Settings, Store, sqlx};

use project::ProjectState;

/// Settings with which everything happens soon: a lease of 1.2 s.
pub fn quick() -> Settings {
    Settings::new()
        .lease(Duration::from_millis(1200))
        .renew_every(Duration::from_millis(300))
        .grace(Duration::from_millis(300))
        .sweep_every(Duration::from_millis(200))
        .recheck_every(Duration::from_millis(500))
        .answer_within(Duration::from_secs(5))
}

/// Runs a test on each database, on a runtime of its own.
pub fn on_each<F, Fut>(test: F)
where
    F: Fn(Database) -> Fut,
    Fut: Future<Output = ()>,
{
    for database in endstate_cluster::databases() {
        println!("on {}", database.engine());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(test(database));
    }
}

/// A store on this database.
pub async fn open(database: &Database, settings: Settings) -> Store {
    match database.engine() {
        Engine::Sqlite => settings.open(database.url()).await.unwrap(),
        Engine::Postgres => settings.connect(database.url()).await.unwrap(),
    }
}

/// A store with the table of projects, and the one that they refer to.
pub async fn projects(database: &Database, settings: Settings) -> Store {
    sql(
        database,
        "CREATE TABLE IF NOT EXISTS follow_ups (id TEXT PRIMARY KEY)",
    )
    .await;
    let store = open(database, settings).await;
    store.migrate::<ProjectState>().await.unwrap();
    store
}

/// Raw SQL of a foreign session.
pub async fn try_sql(database: &Database, text: &str) -> Result<u64, sqlx::Error> {
    use sqlx::Connection as _;

    let query = sqlx::raw_sql(sqlx::AssertSqlSafe(text.to_owned()));
    match database.engine() {
        Engine::Sqlite => {
            let options: sqlx::sqlite::SqliteConnectOptions = database.url().parse()?;
            let options = options
                .create_if_missing(true)
                .busy_timeout(Duration::from_secs(5));
            let mut connection = sqlx::SqliteConnection::connect_with(&options).await?;
            let done = query.execute(&mut connection).await?;
            connection.close().await?;
            Ok(done.rows_affected())
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(database.url()).await?;
            let done = query.execute(&mut connection).await?;
            connection.close().await?;
            Ok(done.rows_affected())
        }
    }
}

/// The same, which has to succeed.
pub async fn sql(database: &Database, text: &str) -> u64 {
    try_sql(database, text).await.unwrap()
}

/// While a foreign session keeps all others from writing to the table of projects.
pub async fn while_locked<T>(database: &Database, during: impl Future<Output = T>) -> T {
    use sqlx::Connection as _;

    match database.engine() {
        Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(database.url())
                .await
                .unwrap();
            let lock = connection.begin_with("BEGIN IMMEDIATE").await.unwrap();
            let output = during.await;
            lock.rollback().await.unwrap();
            output
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(database.url()).await.unwrap();
            let mut lock = connection.begin().await.unwrap();
            let exclusive = sqlx::raw_sql("LOCK TABLE projects IN EXCLUSIVE MODE");
            exclusive.execute(&mut *lock).await.unwrap();
            let output = during.await;
            lock.rollback().await.unwrap();
            output
        }
    }
}

/// A foreign session's lock on one row of a table on Postgres, until the transaction is over.
pub async fn locked_row<'s>(
    session: &'s mut sqlx::PgConnection,
    table: &str,
    id: impl std::fmt::Display,
) -> sqlx::Transaction<'s, sqlx::Postgres> {
    use sqlx::Connection as _;

    let mut lock = session.begin().await.unwrap();
    let row = format!("SELECT * FROM {table} WHERE id = '{id}' FOR UPDATE");
    let row = sqlx::raw_sql(sqlx::AssertSqlSafe(row));
    row.execute(&mut *lock).await.unwrap();
    lock
}

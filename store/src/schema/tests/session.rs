//! A session that knows nothing of the store.

use std::{str::FromStr as _, time::Duration};

use endstate_cluster::{Database, Engine, databases};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, PgConnection, SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteSynchronous},
};

use crate::sql::{Dialect, Link, Pool, Record, Sql, Values};

/// A connection of its own, as some other program has one.
pub(super) enum Session {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs a test on an empty database of each engine.
#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test is a closure in place"
)]
pub(super) fn on_both(test: impl AsyncFn(&Database)) {
    for database in databases() {
        let begun = std::time::Instant::now();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(test(&database));
        println!("on {}: {:?}", database.engine(), begun.elapsed());
    }
}

pub(super) fn dialect(database: &Database) -> Dialect {
    match database.engine() {
        Engine::Sqlite => Dialect::Sqlite,
        Engine::Postgres => Dialect::Postgres,
    }
}

fn sqlite(url: &str) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::from_str(url).unwrap();
    options
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Off)
        .busy_timeout(Duration::from_secs(10))
}

pub(super) fn pool(database: &Database) -> Pool {
    match database.engine() {
        Engine::Sqlite => Pool::sqlite_lazily(&sqlite(database.url()), 2),
        Engine::Postgres => {
            let options = PgConnectOptions::from_str(database.url()).unwrap();
            Pool::postgres_lazily(&options, 4)
        }
    }
}

impl Session {
    pub(super) async fn to(database: &Database) -> Self {
        match database.engine() {
            Engine::Sqlite => Self::Sqlite(sqlite(database.url()).connect().await.unwrap()),
            Engine::Postgres => {
                let options = PgConnectOptions::from_str(database.url()).unwrap();
                Self::Postgres(options.connect().await.unwrap())
            }
        }
    }

    /// To a place where nothing is yet: a database in memory, or a schema of this name.
    pub(super) async fn to_empty(database: &Database, schema: &str) -> Self {
        if database.engine() == Engine::Sqlite {
            return Self::Sqlite(sqlite("sqlite::memory:").connect().await.unwrap());
        }
        let mut session = Self::to(database).await;
        session
            .run(&format!(
                "CREATE SCHEMA \"{schema}\"; SET search_path = \"{schema}\""
            ))
            .await;
        session
    }

    fn link(&mut self) -> Link<'_> {
        match self {
            Self::Sqlite(connection) => Link::Sqlite(connection),
            Self::Postgres(connection) => Link::Postgres(connection),
        }
    }

    fn none(&self) -> Values {
        Values::new(match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        })
    }

    /// Runs a script, which has to succeed.
    pub(super) async fn run(&mut self, script: &str) {
        if let Err(problem) = self.link().script(script).await {
            panic!("{problem}\n{script}");
        }
    }

    /// Runs one statement; the number of rows that it touched.
    pub(super) async fn execute(&mut self, sql: &str) -> sqlx::Result<u64> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(connection) => Ok(sql.execute(connection).await?.rows_affected()),
            Self::Postgres(connection) => Ok(sql.execute(connection).await?.rows_affected()),
        }
    }

    pub(super) async fn fetch(&mut self, sql: &str) -> Vec<Record> {
        let none = self.none();
        let rows = self.link().fetch(&Sql::from(sql), &none).await;
        rows.unwrap_or_else(|problem| panic!("{problem}\n{sql}"))
    }

    pub(super) async fn count(&mut self, of: &str) -> i64 {
        let rows = self.fetch(&format!("SELECT COUNT(*) AS n FROM {of}")).await;
        rows[0].get("n").unwrap()
    }

    /// What the tables refer to: `follow_ups`, with the rows that [`cases`](super::cases) name.
    pub(super) async fn prepare(&mut self) {
        self.run(
            "CREATE TABLE follow_ups (id TEXT PRIMARY KEY); INSERT INTO follow_ups VALUES ('a'), ('b')",
        )
        .await;
    }
}

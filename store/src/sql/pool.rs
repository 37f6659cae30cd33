//! The connections of one runtime.

#[cfg(feature = "sqlite")]
use sqlx::SqlitePool;
#[cfg(feature = "postgres")]
use sqlx::postgres::PgPool;

use super::{Dialect, Link, Record, Sql, Transaction, Values};

/// The connections of one runtime to one database.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    /// SQLite has one writer at a time: a queue for one connection is fairer than its busy handler.
    #[cfg(feature = "sqlite")]
    Sqlite { read: SqlitePool, write: SqlitePool },
    #[cfg(feature = "postgres")]
    Postgres(PgPool),
}

impl Pool {
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite { .. } => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A transaction that may write from its first statement on.
    pub(crate) async fn begin(&self) -> sqlx::Result<Transaction> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite { write, .. } => {
                // Deferred, it could fail halfway: two readers that both want to write wait for each other.
                let transaction = write.begin_with("BEGIN IMMEDIATE").await?;
                Ok(Transaction::Sqlite(transaction))
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => Ok(Transaction::Postgres(pool.begin().await?)),
        }
    }

    /// One statement that writes, in a transaction of its own. Gives the number of rows it touched.
    pub(crate) async fn execute(&self, sql: &Sql, values: &Values) -> sqlx::Result<u64> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite { write, .. } => {
                let mut connection = write.acquire().await?;
                Link::Sqlite(&mut connection).execute(sql, values).await
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                Link::Postgres(&mut connection).execute(sql, values).await
            }
        }
    }

    /// One statement that writes and returns rows, in a transaction of its own.
    pub(crate) async fn write(&self, sql: &Sql, values: &Values) -> sqlx::Result<Vec<Record>> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite { write, .. } => {
                let mut connection = write.acquire().await?;
                Link::Sqlite(&mut connection).fetch(sql, values).await
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => self.read(sql, values).await,
        }
    }

    /// One statement that only reads.
    pub(crate) async fn read(&self, sql: &Sql, values: &Values) -> sqlx::Result<Vec<Record>> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite { read, .. } => {
                let mut connection = read.acquire().await?;
                Link::Sqlite(&mut connection).fetch(sql, values).await
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                Link::Postgres(&mut connection).fetch(sql, values).await
            }
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

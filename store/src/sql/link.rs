//! A connection or a transaction, borrowed for one statement.

use sqlx::AssertSqlSafe;
#[cfg(feature = "postgres")]
use sqlx::{PgConnection, Postgres};
#[cfg(feature = "sqlite")]
use sqlx::{Sqlite, SqliteConnection};

use super::{Record, Sql, Values, values::Arguments};

/// A connection, borrowed.
pub(crate) enum Link<'c> {
    #[cfg(feature = "sqlite")]
    Sqlite(&'c mut SqliteConnection),
    #[cfg(feature = "postgres")]
    Postgres(&'c mut PgConnection),
}

impl Link<'_> {
    /// Runs a statement and gives the number of rows it touched.
    pub(crate) async fn execute(&mut self, sql: &Sql, values: &Values) -> sqlx::Result<u64> {
        let text = AssertSqlSafe(sql.clone());
        match (self, values.attempt()?) {
            #[cfg(feature = "sqlite")]
            (Self::Sqlite(connection), Arguments::Sqlite(arguments)) => {
                let query = sqlx::query_with(text, arguments);
                Ok(query.execute(&mut **connection).await?.rows_affected())
            }
            #[cfg(feature = "postgres")]
            (Self::Postgres(connection), Arguments::Postgres(arguments)) => {
                let query = sqlx::query_with(text, arguments);
                Ok(query.execute(&mut **connection).await?.rows_affected())
            }
            #[cfg(all(feature = "sqlite", feature = "postgres"))]
            _ => Err(other_database()),
        }
    }

    /// Runs a statement and gives the rows it returned.
    pub(crate) async fn fetch(&mut self, sql: &Sql, values: &Values) -> sqlx::Result<Vec<Record>> {
        let text = AssertSqlSafe(sql.clone());
        match (self, values.attempt()?) {
            #[cfg(feature = "sqlite")]
            (Self::Sqlite(connection), Arguments::Sqlite(arguments)) => {
                let query = sqlx::query_with(text, arguments);
                let rows = query.fetch_all(&mut **connection).await?;
                Ok(rows.into_iter().map(Record::Sqlite).collect())
            }
            #[cfg(feature = "postgres")]
            (Self::Postgres(connection), Arguments::Postgres(arguments)) => {
                let query = sqlx::query_with(text, arguments);
                let rows = query.fetch_all(&mut **connection).await?;
                Ok(rows.into_iter().map(Record::Postgres).collect())
            }
            #[cfg(all(feature = "sqlite", feature = "postgres"))]
            _ => Err(other_database()),
        }
    }

    /// Runs a script of several statements that take no values.
    pub(crate) async fn script(&mut self, text: &str) -> sqlx::Result<()> {
        let script = sqlx::raw_sql(AssertSqlSafe(text.to_owned()));
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(connection) => script.execute(&mut **connection).await.map(drop),
            #[cfg(feature = "postgres")]
            Self::Postgres(connection) => script.execute(&mut **connection).await.map(drop),
        }
    }
}

#[cfg(all(feature = "sqlite", feature = "postgres"))]
fn other_database() -> sqlx::Error {
    sqlx::Error::Protocol("the values are of another database than the connection".to_owned())
}

/// A transaction. Dropped, it is rolled back.
pub(crate) enum Transaction {
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    pub(crate) fn link(&mut self) -> Link<'_> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(transaction) => Link::Sqlite(transaction),
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => Link::Postgres(transaction),
        }
    }

    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(transaction) => transaction.commit().await,
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }

    pub(crate) async fn rollback(self) -> sqlx::Result<()> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(transaction) => transaction.rollback().await,
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => transaction.rollback().await,
        }
    }
}

//! The transaction that a transition is written in, for the caller's own statements.

use std::fmt;

use crate::{error::Error, sql::Transaction};

/// The transaction that a transition is written in. What is written through it is there if and only if the transition is.
///
/// The statements are the caller's own, in the database's own SQL: ask for its connection and use sqlx.
///
/// It holds a connection, and in SQLite the only writer: await nothing but its own statements in here. It has
/// [`Settings::transaction_within`](crate::Settings::transaction_within) to end.
///
/// ```
#[doc = include_str!("examples/jobs.txt")]
/// # let other: sqlx::SqlitePool = sqlx::SqlitePool::connect(&format!("sqlite://{}/app.db", folder.path().display())).await?;
/// # sqlx::query("CREATE TABLE questions (text TEXT NOT NULL)").execute(&other).await?;
/// let id = store.create(Queued { url: String::new() }).await?;
/// let driven = store
///     .drive(id, async |job| match job {
///         AnyJob::Queued(job) => {
///             let next = Asking { question: "from where?".into() };
///             // The question and the state are there both, or neither.
///             let job = job.to_with(next, async |tx| {
///                 let insert = sqlx::query("INSERT INTO questions (text) VALUES ($1)");
///                 insert.bind("from where?").execute(tx.sqlite()?).await?;
///                 Ok(())
///             });
///             Ok(job.await?.rest())
///         }
///         other => Err(format!("nothing to do in {other:?}").into()),
///     })
///     .await?;
/// # let _ = driven;
/// # let (rows,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM questions").fetch_one(&other).await?;
/// # assert_eq!(rows, 1);
#[doc = include_str!("examples/over.txt")]
/// ```
pub struct Tx {
    pub(crate) inner: Transaction,
}

impl Tx {
    /// The connection, where the store is on SQLite.
    ///
    /// # Errors
    ///
    /// The store is on another database.
    #[cfg(feature = "sqlite")]
    pub fn sqlite(&mut self) -> Result<&mut sqlx::SqliteConnection, Error> {
        match &mut self.inner {
            Transaction::Sqlite(transaction) => Ok(transaction),
            #[cfg(feature = "postgres")]
            Transaction::Postgres(_) => Err(Error::OtherDatabase {
                is: "Postgres",
                asked: "SQLite",
            }),
        }
    }

    /// The connection, where the store is on Postgres.
    ///
    /// # Errors
    ///
    /// The store is on another database.
    ///
    /// As the example of [`Tx`] does with [`sqlite`](Self::sqlite).
    #[cfg(feature = "postgres")]
    pub fn postgres(&mut self) -> Result<&mut sqlx::PgConnection, Error> {
        match &mut self.inner {
            Transaction::Postgres(transaction) => Ok(transaction),
            #[cfg(feature = "sqlite")]
            Transaction::Sqlite(_) => Err(Error::OtherDatabase {
                is: "SQLite",
                asked: "Postgres",
            }),
        }
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let database = match &self.inner {
            #[cfg(feature = "sqlite")]
            Transaction::Sqlite(_) => "SQLite",
            #[cfg(feature = "postgres")]
            Transaction::Postgres(_) => "Postgres",
        };
        f.debug_struct("Tx")
            .field("database", &database)
            .finish_non_exhaustive()
    }
}

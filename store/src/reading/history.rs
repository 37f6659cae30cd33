//! Who moved a row, when, and from where.

use std::time::SystemTime;

use uuid::Uuid;

use super::moment;
use crate::{Durable, Id, Store, answer::reading, error::Error, sql::Values};

/// One move of a row. The database writes it itself, in the same transaction.
///
/// [`Store::history`] has an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moved {
    /// The row's version after it.
    pub version: i64,
    /// The status it came from; `None` where the row was made.
    pub from: Option<String>,
    /// The status it came to.
    pub to: String,
    /// When, by the database's clock.
    pub at: SystemTime,
    /// The process that moved it, where it had a driver.
    pub owner: Option<Uuid>,
    /// The epoch of that driver.
    pub epoch: i64,
    /// Which attempt it was.
    pub attempt: i64,
    /// How it ended, where this was the end.
    pub outcome: Option<String>,
}

impl Store {
    /// All moves of a row, the oldest first.
    ///
    /// ```
    #[doc = include_str!("../examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// let _ = store.drive(id, fetch).await?;
    /// let history = store.history(id).await?;
    /// let moves: Vec<_> = history.iter().map(|moved| (moved.from.as_deref(), &*moved.to)).collect();
    /// assert_eq!(moves, [(None, "queued"), (Some("queued"), "done")]);
    /// assert_eq!(history[1].epoch, 1);
    #[doc = include_str!("../examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// The database's own.
    ///
    /// # Cancel safety
    ///
    /// It only reads.
    pub async fn history<L: Durable>(&self, id: Id<L>) -> Result<Vec<Moved>, Error> {
        let plan = self.shared.attached::<L>().await?;
        let values = Values::new(plan.table.dialect).id(id.uuid());
        let doing = "reading a row's history";
        let (pool, limit) = (&self.shared.pool, self.shared.settings.answer_within);
        let rows = reading(doing, limit, pool, &plan.sql.history, &values).await?;
        let read = |source| Error::Database { doing, source };
        rows.iter()
            .map(|row| {
                Ok(Moved {
                    version: row.get("version").map_err(read)?,
                    from: row.nullable("from_status").map_err(read)?,
                    to: row.get("to_status").map_err(read)?,
                    at: moment(row.get("at").map_err(read)?),
                    owner: row.maybe_id("owner").map_err(read)?,
                    epoch: row.get("epoch").map_err(read)?,
                    attempt: row.get("attempt").map_err(read)?,
                    outcome: row.nullable("outcome").map_err(read)?,
                })
            })
            .collect()
    }
}

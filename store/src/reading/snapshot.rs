//! A row as it was.

use std::{fmt, time::SystemTime};

use uuid::Uuid;

use super::moment;
use crate::{Durable, Id, Store, error::Error, plan::Plan, sql::Record};

/// A row as it was when it was read.
///
/// [`Store::get`] has an example.
#[non_exhaustive]
pub struct Snapshot<L> {
    /// Its id.
    pub id: Id<L>,
    /// The state it was in, with its evidence.
    pub state: L,
    /// The status of that state.
    pub status: &'static str,
    /// One more with each move.
    pub version: i64,
    /// One more with each claim.
    pub epoch: i64,
    /// How often it was claimed since it last rested.
    pub attempt: i64,
    /// The process that drives it.
    pub owner: Option<Uuid>,
    /// When the time of its state, or of its attempt, is over.
    pub deadline_at: Option<SystemTime>,
    /// When it was made.
    pub created_at: SystemTime,
    /// When it ended.
    pub finished_at: Option<SystemTime>,
    /// How it ended: `completed`, `error`, `panicked`, `timed_out`, `cancelled` or `lost`.
    pub outcome: Option<String>,
}

impl<L: Durable> Snapshot<L> {
    pub(super) fn read(plan: &Plan, row: &Record) -> Result<Self, Error> {
        let (state, place) = plan.read::<L>(row)?;
        let table = plan.table.name;
        let id = row.id("id").map_err(|source| Error::Database {
            doing: "reading a row",
            source,
        })?;
        let malformed = |column| {
            move |source| Error::Malformed {
                table,
                id,
                column,
                source,
            }
        };
        let number = |column| row.get::<i64>(column).map_err(malformed(column));
        let time = |column| {
            row.nullable::<Option<i64>>(column)
                .map_err(malformed(column))
        };
        Ok(Self {
            id: Id::from_uuid(id),
            state,
            status: plan.table.states[place].status,
            version: number("version")?,
            epoch: number("epoch")?,
            attempt: number("attempt")?,
            owner: row.maybe_id("owner").map_err(malformed("owner"))?,
            deadline_at: time("deadline_at")?.map(moment),
            created_at: moment(number("created_at")?),
            finished_at: time("finished_at")?.map(moment),
            outcome: row.nullable("outcome").map_err(malformed("outcome"))?,
        })
    }
}

impl Store {
    /// The row as it is now.
    ///
    /// ```
    #[doc = include_str!("../examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// let row = store.get(id).await?;
    /// assert_eq!((row.status, row.version, row.attempt), ("queued", 1, 0));
    /// assert!(matches!(row.state, JobState::Queued { url } if url == "https://example.org"));
    #[doc = include_str!("../examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// There is no such row, it cannot be read, or the database's own.
    ///
    /// # Cancel safety
    ///
    /// It only reads.
    pub async fn get<L: Durable>(&self, id: Id<L>) -> Result<Snapshot<L>, Error> {
        let plan = self.shared.attached::<L>().await?;
        match self.shared.row(&plan, id.uuid()).await? {
            Some(row) => Snapshot::read(&plan, &row),
            None => Err(plan.not_found(id.uuid())),
        }
    }
}

impl<L> fmt::Debug for Snapshot<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot")
            .field("id", &self.id)
            .field("status", &self.status)
            .field("version", &self.version)
            .field("epoch", &self.epoch)
            .field("attempt", &self.attempt)
            .field("owner", &self.owner)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

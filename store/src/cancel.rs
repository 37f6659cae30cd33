//! Asking a lifecycle to stop.

use endstate::Cause;

use crate::{Durable, Id, Store, answer::answer, error::Error, sql::Values};

impl Store {
    /// Asks a lifecycle to end as cancelled. Gives whether it was still going on.
    ///
    /// A row that nobody drives ends at once. A driver in this process is stopped at once, one in another process when it
    /// renews its lease next: within [`renew_every`](crate::Settings::renew_every).
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// assert!(store.cancel(id).await?);
    /// assert_eq!(store.get(id).await?.outcome.as_deref(), Some("cancelled"));
    /// assert!(!store.cancel(id).await?, "it is over");
    #[doc = include_str!("examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// There is no such row, or the database's own.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the request is made or not.
    pub async fn cancel<L: Durable>(&self, id: Id<L>) -> Result<bool, Error> {
        let shared = &self.shared;
        let plan = shared.attached::<L>().await?;
        let limit = shared.settings.answer_within;
        // It may be claimed or given up between two steps: then look again.
        loop {
            let values = Values::new(plan.table.dialect).id(id.uuid());
            let call = shared.pool.execute(&plan.sql.cancel, &values);
            if answer("asking a driver to stop", limit, call).await? > 0 {
                if let Some(claim) = shared.live.get(&id.uuid()) {
                    claim.cancel.cancel();
                }
                return Ok(true);
            }
            let Some(row) = shared.row(&plan, id.uuid()).await? else {
                return Err(plan.not_found(id.uuid()));
            };
            let read = |source| Error::Database {
                doing: "reading a row",
                source,
            };
            let finished: Option<i64> = row.nullable("finished_at").map_err(read)?;
            if finished.is_some() {
                return Ok(false);
            }
            if row.maybe_id("owner").map_err(read)?.is_some() {
                let asked: Option<i64> = row.nullable("cancel_requested_at").map_err(read)?;
                if asked.is_some() {
                    return Ok(true);
                }
                continue;
            }
            let version: i64 = row.get("version").map_err(read)?;
            let (ending, _) = plan.ending_of::<L>(Cause::Cancelled)?;
            let place = ending.place;
            let Some(sql) = &plan.sql.end_idle[place] else {
                return Ok(false);
            };
            let values = ending.values().id(id.uuid()).with(version);
            let call = shared.pool.execute(sql, &values);
            if answer("ending a row", limit, call).await? > 0 {
                shared.moved(&plan, id.uuid(), place);
                return Ok(true);
            }
        }
    }
}

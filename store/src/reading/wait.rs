//! Waiting for a row.

use std::time::Duration;

use crate::{Durable, Id, Store, error::Error, reading::Snapshot, wake::Topic};

impl Store {
    /// Waits until the row is as `wanted` says, at most for `within`, and gives it as it was then.
    ///
    /// It subscribes first and reads then, and reads again after every move of the row that it hears of, from this process or
    /// another, and at the latest every [`recheck_every`](crate::Settings::recheck_every): a wake-up is a hint, the row is the truth.
    /// How many waits read at once is limited; none of them holds a connection while it sleeps.
    ///
    /// ```
    #[doc = include_str!("../examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// let within = Duration::from_secs(30);
    /// let (row, driven) = tokio::join!(
    ///     store.wait(id, within, |row| row.finished_at.is_some()),
    ///     store.drive(id, fetch),
    /// );
    /// assert_eq!(row?.status, "done");
    /// # let _ = driven?;
    #[doc = include_str!("../examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::TimedOut`] with the last status seen; there is no such row; it cannot be read. A database that is away is no error:
    /// it may come back in time.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it leaves nothing behind.
    pub async fn wait<L: Durable>(
        &self,
        id: Id<L>,
        within: Duration,
        wanted: impl Fn(&Snapshot<L>) -> bool,
    ) -> Result<Snapshot<L>, Error> {
        let plan = self.shared.attached::<L>().await?;
        let last = std::sync::Mutex::new(String::from("never read"));
        let mut subscription = self.shared.subscribe(Topic::Row(id.uuid()));
        let found = subscription
            .wait_until(within, || async {
                let snapshot = match self.read_in_turn(id).await {
                    Ok(snapshot) => snapshot,
                    Err(error) if error.is_transient() => return None,
                    Err(error) => return Some(Err(error)),
                };
                if let Ok(mut last) = last.lock() {
                    snapshot.status.clone_into(&mut last);
                }
                wanted(&snapshot).then_some(Ok(snapshot))
            })
            .await;
        found.unwrap_or_else(|_| {
            Err(Error::TimedOut {
                table: plan.table.name,
                id: id.uuid(),
                after: within,
                status: last.into_inner().unwrap_or_default(),
            })
        })
    }

    async fn read_in_turn<L: Durable>(&self, id: Id<L>) -> Result<Snapshot<L>, Error> {
        let Ok(permit) = self.shared.reads.acquire().await else {
            // Every reader has been busy for long: the database does not answer.
            return Err(Error::NoAnswer {
                doing: "waiting for a turn to read",
                after: self.shared.settings.answer_within,
            });
        };
        // On the heap, and only once it is its turn: the reads of all who wait for one would be there at once.
        let (permit, read) = permit.bounded(Box::pin(self.get(id))).await;
        drop(permit);
        read.unwrap_or(Err(Error::NoAnswer {
            doing: "reading a row",
            after: self.shared.settings.answer_within,
        }))
    }
}

//! The row under a handle.

mod step;
mod tries;

use std::{fmt, marker::PhantomData, sync::Arc};

use endstate::{BoxError, Lifecycle, ReachableFrom, State};
use tokio_util::sync::CancellationToken;

use self::{step::Step, tries::Tries};
use crate::{
    Durable, Id,
    answer::answer,
    claim::{Claim, Deadline},
    error::Error,
    gather::Turn,
    sql::Values,
    store::Shared,
    transaction::Tx,
};

/// The row under a handle: its field `row`.
///
/// It is lent by the store to the body of a drive. Everything that others may want to fence by is here.
///
/// ```
#[doc = include_str!("../examples/jobs.txt")]
/// impl Job<Queued> {
///     /// A name that no older driver of this row writes to.
///     fn object(&self) -> String {
///         format!("{}/{}", self.row.id(), self.row.epoch())
///     }
/// }
///
/// let id = store.create(Queued { url: url() }).await?;
/// let driven = store.drive(id, async |job| match job {
///     AnyJob::Queued(job) => {
///         assert_eq!(job.object(), format!("{id}/1"));
///         Ok(job.to(Done { bytes: 512 }).await?.exit())
///     }
///     other => Err(format!("nothing to do in {other:?}").into()),
/// });
/// # let _ = driven.await?;
#[doc = include_str!("../examples/over.txt")]
/// ```
pub struct Row<L: Lifecycle> {
    claim: Arc<Claim>,
    store: Arc<Shared>,
    /// The version that this handle saw last.
    version: i64,
    lifecycle: PhantomData<fn() -> L>,
}

impl<L: Durable> Row<L> {
    pub(crate) fn new(claim: Arc<Claim>, store: Arc<Shared>, version: i64) -> Self {
        Self {
            claim,
            store,
            version,
            lifecycle: PhantomData,
        }
    }

    /// The row's id.
    #[must_use]
    pub fn id(&self) -> Id<L> {
        Id::from_uuid(self.claim.id)
    }

    /// The fencing token: it goes up by one with each claim of the row.
    ///
    /// Send it along to other systems, and let them refuse a lower one than they saw: the store protects its own row, and not
    /// a call that was under way when the lease was lost.
    #[must_use]
    pub fn epoch(&self) -> i64 {
        self.claim.epoch
    }

    /// Which attempt this is, from 1.
    ///
    /// ```
    #[doc = include_str!("../examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// let driven = store.drive(id, async |job| match job {
    ///     AnyJob::Queued(job) => {
    ///         // The row was made, and nobody has tried before.
    ///         assert_eq!((job.row.version(), job.row.attempt()), (1, 1));
    ///         Ok(job.to(Done { bytes: 512 }).await?.exit())
    ///     }
    ///     other => Err(format!("nothing to do in {other:?}").into()),
    /// });
    /// # let _ = driven.await?;
    #[doc = include_str!("../examples/over.txt")]
    /// ```
    #[must_use]
    pub fn attempt(&self) -> i64 {
        self.claim.attempt
    }

    /// The row's version: it goes up by one with each move, as the history has it.
    ///
    /// [`attempt`](Self::attempt) has an example.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Cancelled when somebody asks the lifecycle to stop, or when the lease is lost; the body is dropped right after.
    ///
    /// For what the body started elsewhere, such as a blocking call: watch it there.
    ///
    /// ```
    #[doc = include_str!("../examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// let driven = store.drive(id, async |job| match job {
    ///     AnyJob::Queued(job) => {
    ///         let stopping = job.row.stopping();
    ///         let blocks = tokio::task::spawn_blocking(move || {
    ///             (0..512).take_while(|_| !stopping.is_cancelled()).count() as i64
    ///         });
    ///         let bytes = blocks.await?;
    ///         Ok(job.to(Done { bytes }).await?.exit())
    ///     }
    ///     other => Err(format!("nothing to do in {other:?}").into()),
    /// });
    /// # let _ = driven.await?;
    #[doc = include_str!("../examples/over.txt")]
    /// ```
    #[must_use]
    pub fn stopping(&self) -> CancellationToken {
        self.claim.cancel.clone()
    }

    pub(crate) async fn moved<S, N>(self, next: &N) -> Result<Self, Error>
    where
        S: State<L>,
        N: ReachableFrom<L, S>,
    {
        let step = Step::to::<L, S, N>(&self, next)?;
        let claim = Arc::clone(&self.claim);
        let _moving = claim.begin_move();
        let store = Arc::clone(&self.store);
        let row = (claim.id, step.place);
        let fill = |values| step.fill(&self, next, values);
        let turn = store.gathering.turn(&store, &claim.plan, row, fill);
        let _alone = match turn.await {
            Turn::Moved => return Ok(self.arrived(&step)),
            Turn::Alone(permit) => Some(permit),
            Turn::Left => None,
        };
        let values = step.fill(&self, next, Values::new(claim.plan.table.dialect));
        let answer_within = store.settings.answer_within;
        let mut tries = Tries::new(&self);
        loop {
            let call = store
                .pool
                .execute(&claim.plan.sql.enter[step.place], &values);
            match answer("moving a row", answer_within, call).await {
                Ok(0) => return self.settled_by_reading(&step).await,
                Ok(_) => return Ok(self.arrived(&step)),
                Err(error) if error.is_transient() => tries.after(error).await?,
                Err(error) => return Err(self.refused(&step, error)),
            }
        }
    }

    pub(crate) async fn moved_with<S, N, F>(self, next: &N, write: F) -> Result<Self, Error>
    where
        S: State<L>,
        N: ReachableFrom<L, S>,
        F: AsyncFnOnce(&mut Tx) -> Result<(), BoxError>,
    {
        let step = Step::to::<L, S, N>(&self, next)?;
        let claim = Arc::clone(&self.claim);
        let _moving = claim.begin_move();
        let settings = &self.store.settings;
        let (within, answer_within) = (settings.transaction_within, settings.answer_within);
        let mut tries = Tries::new(&self);
        let inner = loop {
            let begun = answer(
                "beginning a transaction",
                answer_within,
                self.store.pool.begin(),
            );
            match begun.await {
                Ok(begun) => break begun,
                Err(error) if error.is_transient() => tries.after(error).await?,
                Err(error) => return Err(error),
            }
        };
        let mut tx = Tx { inner };
        // The caller's rows first: the state's evidence may refer to them.
        let written = tokio::time::timeout(within, write(&mut tx)).await;
        match written {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                return Err(Error::Write { source: error });
            }
            Err(_) => {
                return Err(Error::NoAnswer {
                    doing: "writing what belongs to a transition",
                    after: within,
                });
            }
        }
        let values = step.fill(&self, next, Values::new(claim.plan.table.dialect));
        let mut link = tx.inner.link();
        let call = link.execute(&claim.plan.sql.enter[step.place], &values);
        match answer("moving a row", answer_within, call).await {
            Ok(0) => {
                // Nothing of it was written, and no retry can help: whoever has the row now has moved it.
                let _ = tx.inner.rollback().await;
                return self.settled_by_reading(&step).await;
            }
            Ok(_) => {}
            Err(error) => return Err(self.refused(&step, error)),
        }
        match answer("committing a transition", answer_within, tx.inner.commit()).await {
            Ok(()) => Ok(self.arrived(&step)),
            // The acknowledgement may be all that was lost.
            Err(error) if error.is_transient() => match self.settled_by_reading(&step).await {
                Err(Error::Superseded { .. }) => Err(error),
                read => read,
            },
            Err(error) => Err(self.refused(&step, error)),
        }
    }

    fn arrived(self, step: &Step) -> Self {
        let plan = &self.claim.plan;
        let state = &plan.table.states[step.place];
        if state.terminal || state.resting {
            self.claim.settle();
        } else {
            let from = &plan.table.states[step.from];
            if state.deadline.is_some() || from.deadline.is_some() {
                self.claim
                    .deadline
                    .send_replace(state_deadline(&self.store, state, step.place));
            }
        }
        self.store
            .moved(&self.claim.plan, self.claim.id, step.place);
        crate::telemetry::moved(
            plan.table.name,
            plan.table.states[step.from].status,
            state.status,
        );
        Self {
            version: self.version + 1,
            ..self
        }
    }

    /// No row was touched: either somebody else has it, or our own acknowledgement was lost.
    async fn settled_by_reading(self, step: &Step) -> Result<Self, Error> {
        let plan = Arc::clone(&self.claim.plan);
        let mut tries = Tries::new(&self);
        let rows = loop {
            let values = Values::new(plan.table.dialect).id(self.claim.id);
            let call = self.store.pool.read(&plan.sql.read, &values);
            match answer("reading a row", self.store.settings.answer_within, call).await {
                Ok(rows) => break rows,
                Err(error) if error.is_transient() => tries.after(error).await?,
                Err(error) => return Err(error),
            }
        };
        let superseded = self.superseded();
        let Some(row) = rows.first() else {
            return Err(plan.not_found(self.claim.id));
        };
        let read = |source| Error::Database {
            doing: "reading a row",
            source,
        };
        let version: i64 = row.get("version").map_err(read)?;
        let epoch: i64 = row.get("epoch").map_err(read)?;
        let status: String = row.get("status").map_err(read)?;
        let owner = row.maybe_id("owner").map_err(read)?;
        let state = &plan.table.states[step.place];
        let ours = epoch == self.claim.epoch
            && version == self.version + 1
            && status == state.status
            && (owner == Some(self.claim.owner)
                || (owner.is_none() && (state.terminal || state.resting)));
        if ours {
            return Ok(self.arrived(step));
        }
        let untouched =
            epoch == self.claim.epoch && version == self.version && owner == Some(self.claim.owner);
        if untouched {
            // A commit that came to nothing: the row is still this driver's.
            return Err(superseded);
        }
        self.claim.lost.cancel();
        crate::telemetry::superseded(plan.table.name);
        Err(superseded)
    }

    fn superseded(&self) -> Error {
        Error::Superseded {
            table: self.claim.plan.table.name,
            id: self.claim.id,
            epoch: self.claim.epoch,
        }
    }

    fn refused(&self, step: &Step, error: Error) -> Error {
        match error {
            // It never came to the question.
            error if error.is_transient() => error,
            Error::Database { source, .. } => {
                let table = &self.claim.plan.table;
                Error::Refused {
                    table: table.name,
                    id: self.claim.id,
                    from: table.states[step.from].status,
                    to: table.states[step.place].status,
                    source,
                }
            }
            error => error,
        }
    }
}

/// The deadline of a driver that enters this state, which has this place, now.
pub(crate) fn state_deadline(
    store: &Shared,
    state: &crate::table::TableState,
    place: usize,
) -> Deadline {
    let own = state.deadline.filter(|_| !state.resting);
    let after = own.map_or(store.settings.attempt_limit, |(after, _)| after);
    Deadline {
        at: tokio::time::Instant::now() + after,
        after,
        of_state: own.map(|_| place),
    }
}

impl<L: Lifecycle> fmt::Debug for Row<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("table", &self.claim.plan.table.name)
            .field("id", &self.claim.id)
            .field("epoch", &self.claim.epoch)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

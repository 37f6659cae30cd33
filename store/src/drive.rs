//! Driving a row: claim it, lend its handle to a body, and leave it in a state that it may be left in.

use std::{sync::Arc, time::Instant};

use endstate::{AnyHandle, BoxError, Cause, owned::Owned, private::read};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Durable, Id, Store,
    answer::answer,
    claim::Claim,
    driving::Driving,
    error::Error,
    exit::{Driven, Exit, Left},
    keeper::{Job, Leave, Write, Written},
    outcome::Outcome,
    plan::Plan,
    private::receipt,
    row::{Row, state_deadline},
    sql::{Record, Values},
    store::Shared,
    telemetry,
};

impl Store {
    /// Claims the row and drives it: `body` is given its handle, whatever state it is in, and has to return an exit of it, in a
    /// terminal state (`handle.exit()`) or in a resting one (`handle.rest()`).
    ///
    /// Every other way out is written too:
    ///
    /// | what happens | what becomes of the row |
    /// |---|---|
    /// | the body returns an error, or panics | its fixpoint for that cause |
    /// | the state's deadline or the attempt's limit passes | the deadline's state, or the fixpoint for a time-out |
    /// | [`cancel`](Self::cancel) | the fixpoint for a cancellation |
    /// | this future is dropped, its task aborted, its runtime shut down | the same, written by the store's own thread |
    /// | the lease is lost | nothing: somebody else has the row, and this is [`Driven::Superseded`] |
    /// | [`shutdown`](Self::shutdown) | ready again where the lifecycle has more than one attempt, else as cancelled |
    /// | the process dies | any other process recovers it |
    ///
    /// A row in a terminal state gives its end without running the body.
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// let driven = store
    ///     .drive(id, async |job| match job {
    ///         AnyJob::Queued(job) => Ok(job.to(Done { bytes: 512 }).await?.exit()),
    ///         other => Err(format!("nothing to do in {other:?}").into()),
    ///     })
    ///     .await?;
    /// assert!(matches!(driven, Driven::Ended(JobEnd::Done(Done { bytes: 512 }))));
    #[doc = include_str!("examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// There is no such row; it has a driver already; it cannot be read; or the database's own. The body does not run then. After
    /// it ran: its last words could not be written, and the row will be recovered when its lease is over.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer.
    ///
    /// # Cancel safety
    ///
    /// Dropped before the claim, nothing happened; after it, the row ends as cancelled, as the table says.
    pub fn drive<L, F, Fut>(&self, id: Id<L>, body: F) -> Driving<L, F, Fut, Fut::Output>
    where
        L: Durable,
        F: FnOnce(L::Any) -> Fut,
        Fut: Future,
        Fut::Output: Outcome<L>,
    {
        Driving::of(&self.shared, id.uuid(), body, Outcome::__into_result)
    }
}

pub(crate) enum Found<L: Durable> {
    Claimed(Drive<L>),
    Ended(L::End),
}

/// A claimed row that has to be left. Dropped before it was, it ends as cancelled.
pub(crate) struct Drive<L: Durable> {
    store: Arc<Shared>,
    claim: Option<Owned<Uuid, Claim>>,
    pub(crate) any: Option<L::Any>,
    status: &'static str,
}

/// A claim whose answer may never be read: then it is given up.
struct Asking<'s> {
    store: &'s Shared,
    plan: &'s Arc<Plan>,
    id: Option<Uuid>,
    /// That the claim gives: a later claim of this process must not be given up with it.
    epoch: i64,
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            let plan = Arc::clone(self.plan);
            let epoch = self.epoch;
            self.store.keeper.send(Job::Disown { plan, id, epoch });
        }
    }
}

impl Shared {
    /// Claims one row. It is read first, so that a row that cannot be read is left as it is.
    pub(crate) async fn claim<L: Durable>(
        self: &Arc<Self>,
        plan: &Arc<Plan>,
        id: Uuid,
    ) -> Result<Found<L>, Error> {
        let _claiming = self.claiming().await?;
        // Somebody may move it between the read and the claim: then look again. Each round means that somebody else got on.
        loop {
            let Some(row) = self.row(plan, id).await? else {
                return Err(plan.not_found(id));
            };
            let (state, place) = readable(plan.read::<L>(&row), plan)?;
            if plan.table.states[place].terminal {
                return Ok(Found::Ended(ended::<L>(self, plan, &row, state)?));
            }
            let read = |source| Error::Database {
                doing: "reading a row",
                source,
            };
            let table = plan.table.name;
            let epoch: i64 = row.get("epoch").map_err(read)?;
            if row.maybe_id("owner").map_err(read)?.is_some() {
                return Err(Error::Driven { table, id, epoch });
            }
            let attempts: i64 = row.get("attempt").map_err(read)?;
            let most: i64 = row.get("max_attempts").map_err(read)?;
            if attempts >= most {
                return Err(Error::Exhausted {
                    table,
                    id,
                    attempts,
                });
            }
            let version: i64 = row.get("version").map_err(read)?;
            let values = Values::new(plan.table.dialect)
                .id(self.owner)
                .id(id)
                .with(version);
            let mut asking = Asking {
                store: self,
                plan,
                id: Some(id),
                epoch: epoch + 1,
            };
            let asked = Instant::now();
            let call = self.pool.write(&plan.sql.claim, &values);
            let claimed = answer("claiming a row", self.settings.answer_within, call).await;
            if !matches!(&claimed, Err(error) if error.is_transient()) {
                asking.id = None;
            }
            match claimed?.first() {
                Some(row) => {
                    return Ok(Found::Claimed(
                        self.driven::<L>(plan, row, state, place, asked)?,
                    ));
                }
                None => self.is_current(plan).await?,
            }
        }
    }

    /// Claims up to so many rows that are ready. A row that cannot be read is left as it is, and named in `unreadable`.
    pub(crate) async fn claim_ready<L: Durable>(
        self: &Arc<Self>,
        plan: &Arc<Plan>,
        most: i64,
        unreadable: &mut Vec<Uuid>,
    ) -> Result<Vec<Drive<L>>, Error> {
        let _claiming = self.claiming().await?;
        loop {
            let values = Values::new(plan.table.dialect).id(self.owner).with(most);
            let (sql, values) = if unreadable.is_empty() {
                (&plan.sql.claim_ready, values)
            } else {
                (&plan.sql.claim_ready_except, values.ids(unreadable))
            };
            let asked = Instant::now();
            let claiming = async {
                let mut transaction = self.pool.begin().await?;
                let rows = transaction.link().fetch(sql, &values).await?;
                let mut states = Vec::with_capacity(rows.len());
                let mut bad = Vec::new();
                for row in &rows {
                    match readable(plan.read::<L>(row), plan) {
                        Ok(state) => states.push(state),
                        Err(_) => bad.push(row.id("id")?),
                    }
                }
                if bad.is_empty() {
                    transaction.commit().await?;
                } else {
                    // As if they had never been claimed; the others are, in the next round.
                    transaction.rollback().await?;
                }
                Ok((rows, states, bad))
            };
            let (rows, states, bad) =
                answer("claiming rows", self.settings.answer_within, claiming).await?;
            if !bad.is_empty() {
                unreadable.extend(bad);
                continue;
            }
            let mut drives = Vec::with_capacity(rows.len());
            for (row, (state, place)) in rows.iter().zip(states) {
                drives.push(self.driven::<L>(plan, row, state, place, asked)?);
            }
            return Ok(drives);
        }
    }

    fn driven<L: Durable>(
        self: &Arc<Self>,
        plan: &Arc<Plan>,
        row: &Record,
        state: L,
        place: usize,
        asked: Instant,
    ) -> Result<Drive<L>, Error> {
        let read_error = |source| Error::Database {
            doing: "claiming a row",
            source,
        };
        let id = row.id("id").map_err(read_error)?;
        let numbers = (
            row.get("epoch").map_err(read_error)?,
            row.get("attempt").map_err(read_error)?,
        );
        let version: i64 = row.get("version").map_err(read_error)?;
        let declared = &plan.table.states[place];
        let deadline = state_deadline(self, declared, place);
        let claim = Claim::new(Arc::clone(plan), id, self.owner, numbers, deadline, asked);
        let owned = self.live.open(id, claim);
        let handle = Row::new(Arc::clone(owned.handle()), Arc::clone(self), version);
        let any: L::Any = read(state, handle, receipt());
        telemetry::claimed(plan.table.name);
        Ok(Drive {
            store: Arc::clone(self),
            claim: Some(owned),
            any: Some(any),
            status: declared.status,
        })
    }
}

/// Counts a row that cannot be read.
fn readable<T>(read: Result<T, Error>, plan: &Plan) -> Result<T, Error> {
    if let Err(error) = &read {
        telemetry::unreadable(plan.table.name, error);
    }
    read
}

/// The end that a row in a terminal state stands for.
pub(crate) fn ended<L: Durable>(
    store: &Arc<Shared>,
    plan: &Arc<Plan>,
    row: &Record,
    state: L,
) -> Result<L::End, Error> {
    let id = row.id("id").map_err(|source| Error::Database {
        doing: "reading a row",
        source,
    })?;
    let deadline = state_deadline(store, &plan.table.states[0], 0);
    // A handle has to have a row; this one is of nobody's, and gone at once.
    let claim = Claim::new(
        Arc::clone(plan),
        id,
        Uuid::nil(),
        (0, 0),
        deadline,
        Instant::now(),
    );
    claim.settle();
    let any: L::Any = read(
        state,
        Row::new(Arc::new(claim), Arc::clone(store), 0),
        receipt(),
    );
    let status = any.state().status.to_owned();
    any.__settle().map_err(|_| Error::UnknownStatus {
        table: plan.table.name,
        id,
        status,
        lifecycle: plan.table.lifecycle,
    })
}

/// Why a body is over.
pub(crate) enum Over<L: Durable> {
    Returned(Result<Exit<L>, BoxError>),
    Failed(Cause),
    /// The deadline of the state at this place.
    Overdue(usize, std::time::Duration),
    Lost,
    Stopped,
}

impl<L: Durable> Drive<L> {
    pub(crate) fn claim(&self) -> Option<Arc<Claim>> {
        let owned = self.claim.as_ref()?;
        Some(Arc::clone(owned.handle()))
    }

    /// Cancelled when the store stops its bodies.
    pub(crate) fn stopping(&self) -> CancellationToken {
        self.store.stopping.clone()
    }

    /// Leaves the row in the way that fits how its body was over.
    pub(crate) async fn leave(mut self, over: Over<L>) -> Result<Driven<L>, Error> {
        let Some(owned) = self.claim.take() else {
            return Err(Error::Closed);
        };
        let store = Arc::clone(&self.store);
        let status = self.status;
        drop(self);
        let claim = Arc::clone(owned.handle());
        let plan = Arc::clone(&claim.plan);
        let epoch = claim.epoch;
        let (write, driven) = match over {
            Over::Returned(Ok(exit)) if exit.id != claim.id => {
                let error = Error::ForeignExit {
                    id: claim.id,
                    other: exit.id,
                };
                let (ending, end) = plan.ending_of::<L>(Cause::Error(error.into()))?;
                (Write::End(ending), Driven::Ended(end))
            }
            Over::Returned(Ok(exit)) => match exit.left {
                Left::Ended(end) => {
                    drop(owned);
                    store.settled();
                    return Ok(Driven::Ended(end));
                }
                Left::Resting(status) if claim.is_settled() => {
                    drop(owned);
                    store.settled();
                    return Ok(Driven::Resting(status));
                }
                Left::Resting(status) => (Write::Rest, Driven::Resting(status)),
            },
            Over::Returned(Err(error)) => {
                let (ending, end) = plan.ending_of::<L>(Cause::Error(error))?;
                (Write::End(ending), Driven::Ended(end))
            }
            Over::Failed(cause) => {
                let (ending, end) = plan.ending_of::<L>(cause)?;
                (Write::End(ending), Driven::Ended(end))
            }
            Over::Overdue(place, after) => {
                let (ending, end) = plan.overdue_of::<L>(place, after)?;
                (Write::End(ending), Driven::Ended(end))
            }
            Over::Stopped if plan.table.attempts > 1 => (Write::Requeue, Driven::Queued(status)),
            Over::Stopped => {
                let (ending, end) = plan.ending_of::<L>(Cause::Cancelled)?;
                (Write::End(ending), Driven::Ended(end))
            }
            Over::Lost => (Write::Nothing, Driven::Superseded { epoch }),
        };
        // A lost lease may mean that the database is away: nothing is to be learned from it then.
        if matches!(write, Write::Nothing) && !claim.is_settled() {
            drop(owned);
            store.settled();
            telemetry::superseded(plan.table.name);
            return Ok(Driven::Superseded { epoch });
        }
        let write = if claim.is_settled() {
            Write::Nothing
        } else {
            write
        };
        let (reply, answer) = oneshot::channel();
        store.keeper.send(Job::Leave(Box::new(Leave {
            claim: owned,
            write,
            answer: Some(reply),
        })));
        match answer.await.map_err(|_| Error::Closed)?? {
            Written::Done => Ok(driven),
            Written::Superseded => Ok(Driven::Superseded { epoch }),
            Written::Otherwise => as_it_is(&store, &plan, claim.id, epoch).await,
        }
    }
}

/// The body had moved the row on before it failed: what counts is the row.
async fn as_it_is<L: Durable>(
    store: &Arc<Shared>,
    plan: &Arc<Plan>,
    id: Uuid,
    epoch: i64,
) -> Result<Driven<L>, Error> {
    let Some(row) = store.row(plan, id).await? else {
        return Err(plan.not_found(id));
    };
    let (state, place) = readable(plan.read::<L>(&row), plan)?;
    let declared = &plan.table.states[place];
    if declared.terminal {
        Ok(Driven::Ended(ended::<L>(store, plan, &row, state)?))
    } else if declared.resting {
        Ok(Driven::Resting(declared.status))
    } else {
        Ok(Driven::Superseded { epoch })
    }
}

impl<L: Durable> Drop for Drive<L> {
    fn drop(&mut self) {
        let Some(owned) = self.claim.take() else {
            return;
        };
        let claim = Arc::clone(owned.handle());
        // A handle that was never lent goes first, as the body would.
        self.any = None;
        let write = if claim.is_settled() || claim.lost.is_cancelled() {
            Write::Nothing
        } else if self.store.stopping.is_cancelled() && claim.plan.table.attempts > 1 {
            Write::Requeue
        } else {
            match claim.plan.cancelled() {
                Ok(ending) => Write::End(ending),
                Err(error) => {
                    telemetry::unwritten(claim.plan.table.name, claim.id, &error);
                    Write::Nothing
                }
            }
        };
        claim.cancel.cancel();
        self.store.keeper.send(Job::Leave(Box::new(Leave {
            claim: owned,
            write,
            answer: None,
        })));
    }
}

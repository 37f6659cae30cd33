//! The outbox: the last words of drives that ended otherwise than in a declared transition.

use std::{sync::Arc, time::Instant};

use endstate::owned::Owned;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Kept;
use crate::{
    answer::answer,
    backoff::Backoff,
    claim::Claim,
    error::Error,
    plan::{Ending, Plan},
    sql::{Pool, Sql, Values},
    telemetry,
    wake::Topic,
};

/// What is to be written.
pub(crate) enum Job {
    /// The last words of a drive.
    Leave(Box<Leave>),
    /// A claim whose answer nobody waited for.
    Disown {
        plan: Arc<Plan>,
        id: Uuid,
        epoch: i64,
    },
}

/// The last words of a drive. The registration keeps the lease for as long as they are not written.
pub(crate) struct Leave {
    pub(crate) claim: Owned<Uuid, Claim>,
    pub(crate) write: Write,
    pub(crate) answer: Option<oneshot::Sender<Result<Written, Error>>>,
}

pub(crate) enum Write {
    /// Into a terminal state.
    End(Ending),
    /// Back to where any driver may claim it, this attempt not counted.
    Requeue,
    /// To rest in the state that it is in.
    Rest,
    /// Nothing: see what became of the row.
    Nothing,
}

/// What became of the row.
#[derive(Debug)]
pub(crate) enum Written {
    /// As it was to be.
    Done,
    /// It had moved before, on our own epoch.
    Otherwise,
    /// Somebody else has it.
    Superseded,
}

/// Writes what comes in, until the store is gone or shut down and nothing is left.
pub(super) async fn writes(
    kept: &Kept,
    pool: &Pool,
    mut queue: mpsc::UnboundedReceiver<Job>,
    finish: CancellationToken,
) {
    loop {
        let job = tokio::select! {
            biased;
            job = queue.recv() => job,
            () = finish.cancelled() => {
                queue.close();
                queue.recv().await
            }
        };
        match job {
            Some(job) => write(kept, pool, job).await,
            None => return,
        }
    }
}

async fn write(kept: &Kept, pool: &Pool, job: Job) {
    match job {
        Job::Leave(job) => {
            let Leave {
                claim,
                write,
                answer,
            } = *job;
            let handle = Arc::clone(claim.handle());
            let written = leave(kept, pool, &handle, write).await;
            if let Err(error) = &written {
                telemetry::unwritten(handle.plan.table.name, handle.id, error);
            }
            if let Ok(Written::Done) = &written {
                let plan = &handle.plan;
                kept.wakes
                    .moved([Topic::Row(handle.id), Topic::Table(plan.table.name)]);
            }
            drop(claim);
            kept.settled();
            if let Some(answer) = answer {
                // Whoever asked may have gone.
                let _ = answer.send(written);
            }
        }
        Job::Disown { plan, id, epoch } => {
            let values = Values::new(plan.table.dialect)
                .id(id)
                .id(kept.owner)
                .with(epoch);
            let call = pool.execute(&plan.sql.requeue, &values);
            let limit = kept.settings.answer_within;
            if let Err(error) = answer("giving up a claim", limit, call).await {
                telemetry::unwritten(plan.table.name, id, &error);
            }
        }
    }
}

async fn leave(kept: &Kept, pool: &Pool, claim: &Claim, write: Write) -> Result<Written, Error> {
    let began = Instant::now();
    let plan = &claim.plan;
    let statement: Option<(&Sql, Values)> = match write {
        Write::End(ending) => match &plan.sql.abandon[ending.place] {
            Some(sql) => Some((sql, ending.values())),
            None => None,
        },
        Write::Requeue => Some((&plan.sql.requeue, Values::new(plan.table.dialect))),
        Write::Rest => Some((&plan.sql.rest, Values::new(plan.table.dialect))),
        Write::Nothing => None,
    };
    let statement =
        statement.map(|(sql, values)| (sql, values.id(claim.id).id(claim.owner).with(claim.epoch)));
    let mut backoff = Backoff::new();
    loop {
        let error = match attempt(kept, pool, claim, statement.as_ref()).await {
            Ok(written) => return Ok(written),
            Err(error) => error,
        };
        if !error.is_transient() || began.elapsed() + backoff.next() > kept.settings.fence() {
            return Err(error);
        }
        backoff.pause().await;
    }
}

async fn attempt(
    kept: &Kept,
    pool: &Pool,
    claim: &Claim,
    statement: Option<&(&Sql, Values)>,
) -> Result<Written, Error> {
    let limit = kept.settings.answer_within;
    if let Some((sql, values)) = statement {
        let touched = answer("ending a drive", limit, pool.execute(sql, values)).await?;
        if touched > 0 {
            return Ok(Written::Done);
        }
    }
    let plan = &claim.plan;
    let values = Values::new(plan.table.dialect).id(claim.id);
    let rows = answer("reading a row", limit, pool.read(&plan.sql.read, &values)).await?;
    let Some(row) = rows.first() else {
        return Ok(Written::Superseded);
    };
    let read = |source| Error::Database {
        doing: "reading a row",
        source,
    };
    let epoch: i64 = row.get("epoch").map_err(read)?;
    let owner = row.maybe_id("owner").map_err(read)?;
    // Still on our epoch and without an owner: either we moved it, or the sweep took it from us.
    let outcome: Option<String> = row.nullable("outcome").map_err(read)?;
    let is_taken = epoch != claim.epoch || owner.is_some_and(|owner| owner != claim.owner);
    if is_taken || outcome.as_deref() == Some("lost") {
        return Ok(Written::Superseded);
    }
    Ok(Written::Otherwise)
}

//! The beat: one statement renews the leases of all live rows of a table.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::time::sleep;
use uuid::Uuid;

use super::Kept;
use crate::{
    answer::answer,
    claim::Claim,
    error::Error,
    plan::Plan,
    sql::{Pool, Record, Values},
    telemetry,
};

/// Renews, round after round.
pub(super) async fn beats(kept: &Kept, pool: &Pool) {
    let every = kept.settings.renew_every;
    loop {
        let failed = match renewed(kept, pool).await {
            Ok(()) => false,
            Err(error) => {
                // Not known is not lost: the fence decides, in its time.
                telemetry::renewal_failed(&error);
                true
            }
        };
        sleep(if failed { every / 10 } else { every }).await;
    }
}

/// Stops the drivers of rows whose leases were not renewed for so long that others may soon take them.
pub(super) async fn fences(kept: &Kept) {
    let fence = kept.settings.fence();
    let look = (fence / 20).clamp(Duration::from_millis(5), Duration::from_millis(250));
    loop {
        sleep(look).await;
        for claim in kept.live.handles() {
            if claim.renewed().elapsed() > fence && !claim.is_settled() {
                telemetry::fenced(claim.plan.table.name);
                claim.lost.cancel();
            }
        }
    }
}

async fn renewed(kept: &Kept, pool: &Pool) -> Result<(), Error> {
    let stalled = kept.tick.age();
    if stalled > kept.settings.stall_limit {
        telemetry::stalled(stalled);
        return Ok(());
    }
    let mut by_table: HashMap<*const Plan, Vec<Arc<Claim>>> = HashMap::new();
    for claim in kept.live.handles() {
        let plan = Arc::as_ptr(&claim.plan);
        by_table.entry(plan).or_default().push(claim);
    }
    let mut outcome = Ok(());
    for claims in by_table.into_values() {
        let renewed = renew(kept, pool, &claims).await;
        outcome = outcome.and(renewed);
    }
    outcome
}

/// Renews the leases of one table's live rows: of those in the registry, and never of all that are ours, or a leaked one would
/// live for ever.
pub(super) async fn renew(kept: &Kept, pool: &Pool, claims: &[Arc<Claim>]) -> Result<(), Error> {
    let Some(first) = claims.first() else {
        return Ok(());
    };
    let plan = &first.plan;
    let before: Vec<u64> = claims.iter().map(|claim| claim.moves()).collect();
    let ids: Vec<Uuid> = claims.iter().map(|claim| claim.id).collect();
    let values = Values::new(plan.table.dialect).id(kept.owner).ids(&ids);
    // Before it is sent: the lease may run from any moment after this one.
    let began = Instant::now();
    let call = pool.write(&plan.sql.renew, &values);
    // Time for another try has to be left.
    let limit = kept.settings.answer_within.min(kept.settings.renew_every);
    let renewed = leases(&answer("renewing leases", limit, call).await?)?;
    let is_in = |leases: &Leases, claim: &Claim| {
        let lease = leases.get(&claim.id);
        lease.is_some_and(|lease| lease.epoch == claim.epoch)
    };
    let mut held = Leases::new();
    if !claims.iter().all(|claim| is_in(&renewed, claim)) {
        // A row that somebody has locked was left out, and is its driver's all the same.
        let call = pool.read(&plan.sql.held, &values);
        held = leases(&answer("reading leases", limit, call).await?)?;
    }
    for (claim, before) in claims.iter().zip(before) {
        if is_in(&renewed, claim) {
            claim.renewed_at(began);
        } else if !is_in(&held, claim)
            // Missing: it is not ours. But if it moved meanwhile, by its own driver, that is no news.
            && claim.moves() == before
            && before % 2 == 0
            && !claim.is_settled()
        {
            telemetry::lost(plan.table.name);
            claim.lost.cancel();
        }
        let lease = renewed.get(&claim.id).or_else(|| held.get(&claim.id));
        if lease.is_some_and(|lease| lease.cancelled && lease.epoch == claim.epoch) {
            claim.cancel.cancel();
        }
    }
    Ok(())
}

/// The rows that are a driver's, by id.
type Leases = HashMap<Uuid, Lease>;

struct Lease {
    epoch: i64,
    /// Somebody asks the driver to stop.
    cancelled: bool,
}

fn leases(rows: &[Record]) -> Result<Leases, Error> {
    let read = |row: &Record| -> sqlx::Result<(Uuid, Lease)> {
        let cancelled: Option<i64> = row.nullable("cancel_requested_at")?;
        let lease = Lease {
            epoch: row.get("epoch")?,
            cancelled: cancelled.is_some(),
        };
        Ok((row.id("id")?, lease))
    };
    let all: sqlx::Result<Leases> = rows.iter().map(read).collect();
    all.map_err(|source| Error::Database {
        doing: "renewing leases",
        source,
    })
}

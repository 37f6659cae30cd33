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
    sql::{Pool, Values},
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
    let rows = answer("renewing leases", limit, call).await?;
    let read = |source| Error::Database {
        doing: "renewing leases",
        source,
    };
    let mut held = HashMap::with_capacity(rows.len());
    for row in &rows {
        let cancel: Option<i64> = row.nullable("cancel_requested_at").map_err(read)?;
        let epoch: i64 = row.get("epoch").map_err(read)?;
        held.insert(row.id("id").map_err(read)?, (epoch, cancel.is_some()));
    }
    for (claim, before) in claims.iter().zip(before) {
        match held.get(&claim.id) {
            Some(&(epoch, cancel)) if epoch == claim.epoch => {
                claim.renewed_at(began);
                if cancel {
                    claim.cancel.cancel();
                }
            }
            // Missing: it is not ours. But if it moved meanwhile, by its own driver, that is no news.
            _ if claim.moves() != before || before % 2 == 1 || claim.is_settled() => {}
            _ => {
                telemetry::lost(plan.table.name);
                claim.lost.cancel();
            }
        }
    }
    Ok(())
}

//! The renewal of many leases in one statement.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use endstate_store::Settings;
use sqlx::{Row as _, types::Uuid};
use tokio::sync::Notify;

use super::Measured;
use crate::{
    Result, Scope,
    fill::{Rows, id},
    job::{JobState, prepare},
    ours::{attached, some},
    place::{Commit, Place, Pool, Server},
};

const ROWS: usize = 10_000;

/// So many drives are under way in a store. Its own statement is sent by hand, to be timed.
pub(super) async fn beat(server: &Server, scope: &Scope) -> Result<()> {
    let place = Place::new(server, Commit::Disk)?;
    prepare(&place, &[Rows::Ready(ROWS)]).await?;
    // Its own beat comes only before the measurement, or after it.
    let store = attached(
        &place,
        8,
        Settings::new().renew_every(Duration::from_secs(9)),
    )
    .await?;
    let (driven, all) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let body = {
        let all = Arc::clone(&all);
        move |_| {
            if driven.fetch_add(1, Ordering::Relaxed) + 1 == ROWS {
                all.notify_one();
            }
            pending::<Result<_>>()
        }
    };
    let workers = store.workers(some(ROWS)?).run::<JobState, _, _>(body);
    let times = tokio::select! {
        stopped = workers => return Err(format!("the workers stopped: {stopped:?}").into()),
        times = async {
            all.notified().await;
            renewals(&place, scope.rounds().max(5)).await
        } => times?,
    };
    Measured::times("beat, one statement", ROWS, &times).print(server, None);
    // The drives end as cancelled, which is not waited for.
    store.shutdown(Duration::ZERO).await;
    Ok(())
}

async fn renewals(place: &Place, rounds: usize) -> Result<Vec<Duration>> {
    let ids: Vec<Uuid> = (1..=ROWS as u128).map(id).collect();
    let mut times = Vec::new();
    match place.connect(1).await? {
        Pool::Sqlite(pool) => {
            let owner: String = sqlx::query("SELECT owner FROM jobs LIMIT 1")
                .fetch_one(&pool)
                .await?
                .try_get(0)?;
            for _ in 0..rounds {
                let started = Instant::now();
                let quoted: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
                let rows = sqlx::query(
                    "UPDATE jobs SET lease_until = CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) + 30000 \
                     WHERE id IN (SELECT value FROM json_each(?2)) AND owner = ?1 AND (deadline_at IS NULL OR deadline_at > CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)) \
                     RETURNING id, epoch, cancel_requested_at",
                )
                .bind(&owner)
                .bind(format!("[{}]", quoted.join(",")))
                .fetch_all(&pool)
                .await?;
                times.push(started.elapsed());
                every_row(rows.len())?;
            }
        }
        Pool::Postgres(pool) => {
            let owner: Uuid = sqlx::query("SELECT owner FROM jobs LIMIT 1")
                .fetch_one(&pool)
                .await?
                .try_get(0)?;
            for _ in 0..rounds {
                let started = Instant::now();
                let rows = sqlx::query(
                    "UPDATE jobs SET lease_until = (extract(epoch FROM clock_timestamp()) * 1000)::bigint + 30000 \
                     WHERE id = ANY(ARRAY(SELECT id FROM jobs WHERE id = ANY($2) AND owner IS NOT DISTINCT FROM $1 \
                     AND (deadline_at IS NULL OR deadline_at > (extract(epoch FROM clock_timestamp()) * 1000)::bigint) \
                     FOR NO KEY UPDATE SKIP LOCKED)) \
                     RETURNING id, epoch, cancel_requested_at",
                )
                .bind(owner)
                .bind(&ids)
                .fetch_all(&pool)
                .await?;
                times.push(started.elapsed());
                every_row(rows.len())?;
            }
        }
    }
    Ok(times)
}

fn every_row(renewed: usize) -> Result<()> {
    if renewed == ROWS {
        Ok(())
    } else {
        Err(format!("{renewed} of {ROWS} leases were renewed").into())
    }
}

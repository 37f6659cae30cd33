//! On SQLite.

use std::time::{Duration, Instant};

use sqlx::{Row as _, SqlitePool};

use crate::{Result, crew::crew, load::Load};

pub(super) async fn transitions(pool: SqlitePool, load: Load) -> Result<Duration> {
    let mut rows = Vec::new();
    for nth in 0..load.workers {
        let Some(mut row) = claim(&pool, &owner(nth)).await? else {
            return Err("there are too few rows".into());
        };
        again(&pool, &owner(nth), &row, row.version, "queued").await?;
        row.version += 1;
        rows.push(row);
    }
    let started = Instant::now();
    crew(load.workers, |nth| {
        let (pool, row) = (pool.clone(), rows[nth].clone());
        async move {
            for version in (row.version..).take(load.per_worker()) {
                again(&pool, &owner(nth), &row, version, "running").await?;
            }
            Ok(())
        }
    })
    .await?;
    Ok(started.elapsed())
}

/// Moves a row into the state `running`.
async fn again(
    pool: &SqlitePool,
    owner: &str,
    row: &Claimed,
    version: i64,
    from: &str,
) -> Result<()> {
    let moved = sqlx::query(
        "UPDATE jobs SET status = 'running', workspace = ?1, version = version + 1 \
         WHERE id = ?2 AND owner = ?3 AND epoch = ?4 AND version = ?5 AND status = ?6",
    )
    .bind("a workspace")
    .bind(&row.id)
    .bind(owner)
    .bind(row.epoch)
    .bind(version)
    .bind(from)
    .execute(pool)
    .await?;
    if moved.rows_affected() == 1 {
        Ok(())
    } else {
        Err("a transition was lost".into())
    }
}

pub(super) async fn jobs(pool: SqlitePool, load: Load) -> Result<Duration> {
    let started = Instant::now();
    let done = crew(load.workers, |nth| {
        let pool = pool.clone();
        async move {
            let owner = owner(nth);
            let mut done = 0;
            while let Some(row) = claim(&pool, &owner).await? {
                finish(&pool, &owner, &row).await?;
                done += 1;
            }
            Ok(done)
        }
    })
    .await?;
    let took = started.elapsed();
    if done.iter().sum::<usize>() != load.count {
        return Err("jobs were lost".into());
    }
    Ok(took)
}

#[derive(Clone)]
struct Claimed {
    id: String,
    epoch: i64,
    version: i64,
}

async fn claim(pool: &SqlitePool, owner: &str) -> Result<Option<Claimed>> {
    let row = sqlx::query(
"UPDATE jobs SET owner = ?1, epoch = epoch + 1, attempt = attempt + 1, version = version + 1, \
         lease_until = CAST(unixepoch('subsec') * 1000 AS INTEGER) + 30000, deadline_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) + 3600000 \
         WHERE id = (SELECT id FROM jobs WHERE owner IS NULL AND finished_at IS NULL \
         AND status IN ('queued', 'running') ORDER BY id LIMIT 1) \
         AND attempt < max_attempts RETURNING id, epoch, version")
        .bind(owner)
        .fetch_optional(pool)
        .await?;
    row.map(|row| {
        Ok(Claimed {
            id: row.try_get(0)?,
            epoch: row.try_get(1)?,
            version: row.try_get(2)?,
        })
    })
    .transpose()
}

async fn finish(pool: &SqlitePool, owner: &str, row: &Claimed) -> Result<()> {
    let finished = sqlx::query(
"UPDATE jobs SET status = 'done', result = ?1, outcome = 'completed', finished_at = CAST(unixepoch('subsec') * 1000 AS INTEGER), owner = NULL, \
         lease_until = NULL, deadline_at = NULL, cancel_requested_at = NULL, version = version + 1 \
         WHERE id = ?2 AND owner = ?3 AND epoch = ?4 AND version = ?5 AND status = 'queued'")
        .bind("a result")
        .bind(&row.id)
        .bind(owner)
        .bind(row.epoch)
        .bind(row.version)
        .execute(pool)
        .await?;
    if finished.rows_affected() == 1 {
        Ok(())
    } else {
        Err("a job was lost".into())
    }
}

fn owner(nth: usize) -> String {
    format!("0193c0de-0000-7000-9000-{nth:012}")
}

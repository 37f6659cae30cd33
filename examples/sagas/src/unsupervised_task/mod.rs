//! Projects that are prepared and built in the background. Their rows say how far they are.
//!
//! Errors and panics strike in the middle. Processes end while projects are under way: half of them by a deploy that does not wait,
//! half of them are killed. What is counted are rows in a live state, after the last process had its turn.

mod after;
mod before;
mod faults;
mod process;

pub use process::serve;

use std::collections::BTreeMap;

use endstate::BoxError;
use sqlx::AnyPool;

use self::{
    faults::{Fault, Kind, plan},
    process::{Ending, Process},
};
use crate::{
    database::pool,
    experiment::{Progress, Setting},
    measure::{Counts, Measured, tally},
    saga::{Saga, Version},
};

/// How many projects a process has when its end comes.
const BATCH: u32 = 25;

/// Runs all projects in one process after the other, and counts who was left behind.
///
/// # Errors
///
/// The experiment itself failed.
pub fn measure(
    setting: &Setting,
    version: Version,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let fresh = setting.databases.fresh(Saga::UnsupervisedTask, version);
    let url = runtime.block_on(fresh)?;
    let plan = plan(setting.seed, setting.runs);
    for from in (0..setting.runs).step_by(BATCH as usize) {
        let to = (from + BATCH).min(setting.runs);
        let mut process = Process::start(setting, version, &url, from..to)?;
        process.until_only_the_doomed_are_left()?;
        process.end(Ending::of_batch(i64::from(from / BATCH)))?;
        progress.over(u64::from(to - from));
    }
    // Nothing is launched any more. Whatever can be brought to an end has its chance.
    let end = setting.runs..setting.runs;
    let mut last = Process::start(setting, version, &url, end)?;
    last.until_only_the_doomed_are_left()?;
    last.end(Ending::Deploy)?;
    runtime.block_on(count(&url, &plan))
}

async fn count(url: &str, plan: &[Option<Fault>]) -> Result<Measured, BoxError> {
    let pool = pool(url).await?;
    let stranded =
        "SELECT number FROM projects WHERE status IN ('initialized', 'preparing', 'running')";
    let stranded: Vec<i64> = sqlx::query_scalar(stranded).fetch_all(&pool).await?;
    let by_status = by_status(&pool).await?;
    pool.close().await;
    let struck = stranded.iter().map(|&number| what_struck(plan, number));
    Ok(Measured {
        counts: Counts {
            stranded_rows: Some(stranded.len() as u64),
            ..Counts::default()
        },
        by_fault: tally(struck),
        besides: by_status,
    })
}

fn what_struck(plan: &[Option<Fault>], number: i64) -> &'static str {
    let place = usize::try_from(number).ok();
    match place.and_then(|place| *plan.get(place)?) {
        None => "nothing",
        Some(fault) => match fault.kind {
            Kind::Error => "an error",
            Kind::Panic => "a panic",
            Kind::End => match Ending::of_batch(number / i64::from(BATCH)) {
                Ending::Deploy => "a deploy",
                Ending::Kill => "a kill",
            },
        },
    }
}

/// How many rows are in which state.
async fn by_status(pool: &AnyPool) -> Result<BTreeMap<String, u64>, BoxError> {
    let by_status = "SELECT status, count(*) FROM projects GROUP BY status";
    let rows: Vec<(String, i64)> = sqlx::query_as(by_status).fetch_all(pool).await?;
    let count = |(status, rows)| Ok((status, u64::try_from(rows)?));
    rows.into_iter().map(count).collect()
}

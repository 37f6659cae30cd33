//! A run: rows are made, the fleet drives them and is disturbed, and then everything is looked at.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use endstate::{BoxError, Lifecycle as _};
use endstate_cluster::{Database, Engine};
use endstate_store::{Error, Id, Listing, Snapshot, Store};
use tokio::time::sleep;

use crate::{
    GRACE, LEASE, SWEEP,
    acknowledged::Acknowledgements,
    arguments::Plan,
    disturbance::Disturbance,
    errand::{ErrandState, Ready},
    fleet::Fleet,
    open,
    process::die_with_parent,
    report::Report,
    verdict::{self, Left, Step},
};

/// The least time in which healthy workers have taken up whatever was left lying.
const SETTLING: Duration = Duration::from_secs(3)
    .saturating_add(LEASE)
    .saturating_add(GRACE)
    .saturating_add(SWEEP);

/// Gives whether all is well.
pub(crate) async fn run(plan: &Plan) -> Result<bool, BoxError> {
    if plan.bound {
        die_with_parent()?;
    }
    let database = match plan.engine {
        Engine::Sqlite => Database::sqlite(),
        Engine::Postgres => {
            Database::postgres().ok_or("no Postgres: install it with ci/postgres")?
        }
    };
    let store = open(database.url()).await?;
    store.migrate::<ErrandState>().await?;
    let logs = tempfile::tempdir()?;
    let mut fleet = Fleet::new(database.url(), logs.path(), plan.workers)?;
    let mut disturbance = Disturbance::new(&database, plan.seed);
    let mut faults = Vec::new();
    let mut made = Made::default();

    let began = Instant::now();
    let mut told = began;
    while began.elapsed() < plan.length || disturbance.is_young() {
        faults.extend(fleet.revive(false)?);
        // All of them a little before the end.
        let share = began.elapsed().as_millis() * 10 / 9;
        let due = plan.rows as u128 * share / plan.length.as_millis().max(1);
        made.more(&store, plan, due).await?;
        let pause = disturbance.rng.u64(100..500);
        sleep(Duration::from_millis(pause)).await;
        disturbance.act(&mut fleet)?;
        if told.elapsed() > Duration::from_secs(10) {
            told = Instant::now();
            println!(
                "{:>4} s: {} rows made, {:?}",
                began.elapsed().as_secs(),
                made.rows,
                disturbance.done
            );
        }
    }
    faults.extend(fleet.revive(true)?);
    while !made.more(&store, plan, u128::MAX).await? {}
    settle(&store).await?;
    faults.extend(fleet.revive(true)?);
    faults.extend(fleet.close(Duration::from_secs(20))?);

    let rows = all(&store).await?;
    if rows.len() != made.rows {
        faults.push(format!(
            "{} rows were made, and {} are there",
            made.rows,
            rows.len()
        ));
    }
    let acknowledged = Acknowledgements::read(logs.path())?;
    faults.extend(verdict::faults(&rows, &acknowledged.moves));
    let mut by_status = BTreeMap::new();
    for row in &rows {
        let outcome = row.history.last().and_then(|last| last.outcome.as_deref());
        let how = match outcome {
            Some(outcome) => format!("{}: {outcome}", row.status),
            None => row.status.clone(),
        };
        *by_status.entry(how).or_default() += 1;
    }
    let report = Report {
        database: database.engine().to_string(),
        rows: by_status,
        done: disturbance.done,
        transitions: rows.iter().map(|row| row.history.len()).sum(),
        acknowledged: acknowledged.moves.len(),
        superseded: acknowledged.superseded,
        claims: rows.iter().map(|row| row.epoch).sum(),
        faults,
    };
    print!("{report}");
    store.shutdown(Duration::ZERO).await;
    Ok(report.faults.is_empty())
}

/// The rows that are made in the course of a run.
#[derive(Default)]
struct Made {
    rows: usize,
    /// One that may be there or not.
    next: Option<Id<ErrandState>>,
}

impl Made {
    /// Makes rows until so many are due, or all. Gives up while the database does not answer: on SQLite a process that is stopped
    /// in the middle of a write keeps all others out, until it is let go on.
    async fn more(&mut self, store: &Store, plan: &Plan, due: u128) -> Result<bool, BoxError> {
        while self.rows < plan.rows && (self.rows as u128) < due {
            let id = *self.next.get_or_insert_with(Id::new);
            let load = fastrand::i64(1..8);
            if let Err(error) = store.create_as(id, Ready { load }).await {
                again(error).await?;
                return Ok(false);
            }
            self.next = None;
            self.rows += 1;
        }
        Ok(true)
    }
}

/// Until everything is over, or at least for as long as it takes to take up what was left lying.
async fn settle(store: &Store) -> Result<(), BoxError> {
    let began = Instant::now();
    loop {
        sleep(Duration::from_millis(200)).await;
        let counts = match store.counts::<ErrandState>().await {
            Ok(counts) => counts,
            Err(error) => {
                again(error).await?;
                continue;
            }
        };
        let over = |status| {
            ErrandState::GRAPH
                .status(status)
                .is_some_and(|state| state.terminal)
        };
        let open: u64 = counts
            .by_status
            .iter()
            .filter(|(status, _)| !over(status))
            .map(|(_, rows)| rows)
            .sum();
        if open == 0 || began.elapsed() > 3 * SETTLING {
            return Ok(());
        }
    }
}

/// All rows, with their histories.
async fn all(store: &Store) -> Result<Vec<Left>, BoxError> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let mut page = Listing::new().most(500);
        if let Some(after) = after {
            page = page.after(after);
        }
        let page = store.list::<ErrandState>(page).await?;
        if page.is_empty() {
            return Ok(rows);
        }
        for row in page {
            let row = row?;
            after = Some(row.id);
            rows.push(left(store, row).await?);
        }
    }
}

async fn left(store: &Store, row: Snapshot<ErrandState>) -> Result<Left, BoxError> {
    let history = store.history(row.id).await?;
    let steps = history.into_iter().map(|moved| Step {
        version: moved.version,
        epoch: moved.epoch,
        from: moved.from,
        to: moved.to,
        outcome: moved.outcome,
    });
    Ok(Left {
        id: row.id.to_string(),
        status: row.status.to_owned(),
        is_driven: row.owner.is_some(),
        has_deadline: row.deadline_at.is_some(),
        attempt: row.attempt,
        epoch: row.epoch,
        history: steps.collect(),
    })
}

/// The supervisor's own connections are cut off like all others.
async fn again(error: Error) -> Result<(), Error> {
    if !error.is_transient() {
        return Err(error);
    }
    sleep(Duration::from_millis(50)).await;
    Ok(())
}

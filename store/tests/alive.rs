//! A live task is never recovered, however slow its database, its runtime or its process: each time beside a second store that
//! sweeps all the while.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/job.rs"]
mod job;
#[path = "support/link.rs"]
mod link;
#[path = "support/process.rs"]
mod process;
mod support;

use std::{
    sync::{Arc, Barrier},
    time::{Duration, Instant},
};

use endstate::BoxError;
use endstate_cluster::{Database, Engine};
use endstate_store::{Driven, Exit, Id, Settings, Store, sqlx};
use job::{AnyJob, Done, Job, JobEnd, JobState, Queued};
use link::Link;
use process::{Process, told, wait_to_be_told};
use support::{locked_row, on_each, open, quick};
use tokio::time::sleep;

const SOON: Duration = Duration::from_secs(40);
const LEASE: Duration = Duration::from_secs(6);
/// Longer than two renewals, and shorter than the fence.
const STALL: Duration = Duration::from_millis(2500);

/// A lease with so much room that a loaded machine does not lose it.
fn steady() -> Settings {
    quick()
        .lease(LEASE)
        .renew_every(Duration::from_secs(1))
        .fence_after(Duration::from_millis(5500))
}

/// Two stores on one database: the first drives the row, and the second would recover it.
async fn two(database: &Database, url: &str) -> (Store, Store, Id<JobState>) {
    let sweeper = open(database, steady()).await;
    sweeper.migrate::<JobState>().await.unwrap();
    let id = sweeper.create(Queued).await.unwrap();
    let store = match database.engine() {
        Engine::Sqlite => steady().open(url).await,
        Engine::Postgres => steady().connect(url).await,
    };
    (store.unwrap(), sweeper, id)
}

/// Goes on until the lease that was given at the claim would be over, for long enough to be found by a sweep.
async fn outlast(claimed: Instant) {
    let long = LEASE + Duration::from_secs(1);
    sleep(long.saturating_sub(claimed.elapsed())).await;
}

fn is_done(driven: &Driven<JobState>) {
    assert!(
        matches!(driven, Driven::Ended(JobEnd::Done(_))),
        "{driven:?}"
    );
}

/// It was claimed once, and never taken from its driver.
async fn was_never_recovered(store: &Store, id: Id<JobState>) {
    let row = store.get(id).await.unwrap();
    assert_eq!((row.status, row.epoch, row.attempt), ("done", 1, 1));
}

async fn finish(job: Job<job::Working>) -> Result<Job<Done>, BoxError> {
    Ok(job.again("still the same").await?.done("the same").await?)
}

/// Not a test, but the process that a test starts.
#[test]
#[ignore = "the process that another test starts"]
fn a_worker() {
    let (role, url, id) = told();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let settings = if role == "abandoned" {
            quick()
        } else {
            steady()
        };
        let store = if url.starts_with("sqlite:") {
            settings.open(&url).await.unwrap()
        } else {
            settings.connect(&url).await.unwrap()
        };
        let driven = store
            .drive(id, async |any: AnyJob| {
                let job = any.work("a process").await?;
                eprintln!("working");
                tokio::task::block_in_place(wait_to_be_told);
                Ok::<Exit<JobState>, BoxError>(finish(job).await?.exit())
            })
            .await;
        eprintln!("{driven:?}");
    });
}

#[test]
fn a_link_to_the_database_that_stalls() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let server = database.cluster().unwrap().port();
    let link = Link::to(server);
    let url = database
        .url()
        .replace(&format!(":{server}/"), &format!(":{}/", link.port()));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (store, sweeper, id) = two(&database, &url).await;
        let driven = store
            .drive(id, async |any: AnyJob| {
                let claimed = Instant::now();
                let job = any.work("a driver behind a slow link").await?;
                link.stall();
                sleep(STALL).await;
                link.resume();
                outlast(claimed).await;
                Ok(finish(job).await?.exit())
            })
            .await
            .unwrap();
        is_done(&driven);
        was_never_recovered(&sweeper, id).await;
        store.shutdown(SOON).await;
        sweeper.shutdown(SOON).await;
    });
}

#[test]
fn a_database_that_somebody_else_writes_to_for_long() {
    use sqlx::Connection as _;

    let database = Database::sqlite();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (store, sweeper, id) = two(&database, database.url()).await;
        let mut foreign = sqlx::SqliteConnection::connect(database.url())
            .await
            .unwrap();
        let driven = store
            .drive(id, async |any: AnyJob| {
                let claimed = Instant::now();
                let job = any.work("a driver that has to wait").await?;
                let writing = foreign.begin_with("BEGIN IMMEDIATE").await?;
                sleep(STALL).await;
                writing.rollback().await?;
                outlast(claimed).await;
                Ok(finish(job).await?.exit())
            })
            .await
            .unwrap();
        is_done(&driven);
        was_never_recovered(&sweeper, id).await;
        store.shutdown(SOON).await;
        sweeper.shutdown(SOON).await;
    });
}

#[test]
fn a_row_that_somebody_locks_for_long_takes_no_other_along() {
    use sqlx::Connection as _;

    let Some(database) = Database::postgres() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (store, sweeper, id) = two(&database, database.url()).await;
        let locked = sweeper.create(Queued).await.unwrap();
        let mut foreign = sqlx::PgConnection::connect(database.url()).await.unwrap();
        let works = tokio::sync::Notify::new();
        // Its lease cannot be renewed, and so it has to stop.
        let stops = store.drive(locked, async |any: AnyJob| {
            let _job = any.work("a driver whose row is locked").await?;
            works.notify_one();
            std::future::pending::<Result<_, _>>().await
        });
        let goes_on = store.drive(id, async |any: AnyJob| {
            let job = any.work("a driver beside it").await?;
            works.notified().await;
            let lock = locked_row(&mut foreign, "jobs", locked).await;
            outlast(Instant::now()).await;
            lock.rollback().await?;
            Ok(finish(job).await?.exit())
        });
        let (stopped, driven) = tokio::join!(stops, goes_on);
        is_done(&driven.unwrap());
        was_never_recovered(&sweeper, id).await;
        let stopped = stopped.unwrap();
        assert!(matches!(stopped, Driven::Superseded { .. }), "{stopped:?}");
        store.shutdown(SOON).await;
        sweeper.shutdown(SOON).await;
    });
}

#[test]
fn a_runtime_that_is_starved_for_longer_than_the_lease() {
    on_each(async |database| {
        let (store, sweeper, id) = two(&database, database.url()).await;
        // A control: the same sweep takes the row of a process that is stopped for so long.
        let control = sweeper.create(Queued).await.unwrap();
        let abandoned = Process::start("abandoned", &database, control);
        assert_eq!(abandoned.says(), "working");
        abandoned.stop(&database).await;
        let driven = store
            .drive(id, async |any: AnyJob| {
                let job = any.work("a driver that gets no time").await?;
                starve();
                Ok(finish(job).await?.exit())
            })
            .await
            .unwrap();
        is_done(&driven);
        was_never_recovered(&sweeper, id).await;
        let row = sweeper.get(control).await.unwrap();
        assert!(
            row.owner.is_none() && row.status == "working",
            "the sweep went on meanwhile"
        );
        store.shutdown(SOON).await;
        sweeper.shutdown(SOON).await;
    });
}

/// Keeps this thread and both of the runtime's workers busy for longer than the lease.
fn starve() {
    let all = Arc::new(Barrier::new(3));
    for _ in 0..2 {
        let all = Arc::clone(&all);
        #[expect(clippy::disallowed_methods, reason = "it is to be in the way")]
        tokio::spawn(async move { spin(&all) });
    }
    spin(&all);
}

fn spin(all: &Barrier) {
    all.wait();
    let began = Instant::now();
    while began.elapsed() < LEASE + Duration::from_millis(1500) {
        std::hint::spin_loop();
    }
}

#[test]
fn a_process_that_is_stopped_for_less_than_its_lease() {
    on_each(async |database| {
        let sweeper = open(&database, steady()).await;
        sweeper.migrate::<JobState>().await.unwrap();
        let id = sweeper.create(Queued).await.unwrap();
        let mut worker = Process::start("patient", &database, id);
        assert_eq!(worker.says(), "working");
        let claimed = Instant::now();
        worker.stop(&database).await;
        sleep(STALL).await;
        worker.resume();
        outlast(claimed).await;
        worker.go();
        assert_eq!(worker.says(), "Ok(Ended(done))");
        was_never_recovered(&sweeper, id).await;
        sweeper.shutdown(SOON).await;
    });
}

//! Processes that die, and processes that come back from the dead: real ones.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/job.rs"]
mod job;
#[path = "support/process.rs"]
mod process;
mod support;

use std::{
    collections::HashSet,
    future::pending,
    num::NonZeroUsize,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use endstate_cluster::{Database, Engine};
use endstate_store::{Driven, Error, Exit, Id, Settings, Snapshot, Store};
use job::{AnyJob, JobEnd, JobState, Queued};
use process::{Process, told, wait_to_be_told};
use support::{on_each, open, quick, sql};

/// Much less than a long lease, and much more than a loaded machine needs.
const SOON: Duration = Duration::from_secs(25);

/// On SQLite the lease is so long that only the kernel can have told that the process died.
fn settings(engine: Engine) -> Settings {
    match engine {
        Engine::Sqlite => quick()
            .lease(Duration::from_mins(2))
            .renew_every(Duration::from_secs(30)),
        Engine::Postgres => quick(),
    }
}

/// A store with a row in it.
async fn jobs(database: &Database, settings: Settings) -> (Store, Id<JobState>) {
    let store = open(database, settings).await;
    store.migrate::<JobState>().await.unwrap();
    let id = store.create(Queued).await.unwrap();
    (store, id)
}

async fn until(
    store: &Store,
    id: Id<JobState>,
    wanted: impl Fn(&Snapshot<JobState>) -> bool,
) -> Snapshot<JobState> {
    store.wait(id, SOON, wanted).await.unwrap()
}

async fn statuses(store: &Store, id: Id<JobState>) -> Vec<(i64, String)> {
    let history = store.history(id).await.unwrap();
    history
        .into_iter()
        .map(|moved| (moved.epoch, moved.to))
        .collect()
}

/// Not a test, but the process that the tests start.
#[test]
#[ignore = "the process that the other tests start"]
fn a_worker() {
    let (role, url, id) = told();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let is_sqlite = url.starts_with("sqlite:");
        let store = match role.as_str() {
            "zombie" if is_sqlite => quick().open(&url).await,
            _ if is_sqlite => settings(Engine::Sqlite).open(&url).await,
            _ => quick().connect(&url).await,
        };
        let store = store.unwrap();
        let driven = store
            .drive(id, async |any| match role.as_str() {
                "hang" => hang(any).await,
                "exit" => exit(any).await,
                "zombie" => zombie(any).await,
                other => Err(format!("no role {other}").into()),
            })
            .await
            .unwrap();
        eprintln!("{driven:?}");
    });
}

async fn hang(any: AnyJob) -> Result<Exit<JobState>, endstate::BoxError> {
    let _job = any.work("a process that is killed").await?;
    eprintln!("working");
    pending().await
}

async fn exit(any: AnyJob) -> Result<Exit<JobState>, endstate::BoxError> {
    let _job = any.work("a process that exits").await?;
    std::process::exit(3)
}

async fn zombie(any: AnyJob) -> Result<Exit<JobState>, endstate::BoxError> {
    struct Tells;
    impl Drop for Tells {
        fn drop(&mut self) {
            eprintln!("dropped");
        }
    }
    let _tells = Tells;
    let job = any.work("a zombie").await?;
    eprintln!("working");
    // In one poll, so that the step is tried to its end before anything can drop the body.
    let stepped = tokio::task::block_in_place(|| {
        wait_to_be_told();
        tokio::runtime::Handle::current().block_on(job.again("a zombie"))
    });
    match stepped {
        Err(Error::Superseded { epoch, .. }) => eprintln!("superseded in epoch {epoch}"),
        other => eprintln!("{other:?}"),
    }
    // A wake-up of this thread may have gone to the inner wait.
    tokio::task::yield_now().await;
    pending().await
}

#[test]
fn the_row_of_a_process_that_is_killed_is_recovered() {
    on_each(async |database| {
        let (store, id) = jobs(&database, settings(database.engine())).await;
        let mut worker = Process::start("hang", &database, id);
        assert_eq!(worker.says(), "working");
        worker.kill();
        let killed = Instant::now();
        let row = until(&store, id, |row| row.owner.is_none()).await;
        println!("  recovered after {:?}", killed.elapsed());
        assert_eq!(
            (row.status, row.epoch, row.attempt),
            ("working", 1, 1),
            "ready again where it was, and the attempt counts"
        );
        let driven = store
            .drive(id, async |any: AnyJob| {
                Ok(any.work("the next").await?.done("the next").await?.exit())
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Ended(JobEnd::Done(_))),
            "{driven:?}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_key_that_a_killed_process_held_is_free_once_its_row_has_ended() {
    on_each(async |database| {
        let (store, id) = jobs(&database, settings(database.engine())).await;
        // As long as it lives, nobody else works as this one.
        let key = "CREATE UNIQUE INDEX one_at_work ON jobs (\"by\") WHERE finished_at IS NULL";
        sql(&database, key).await;
        let other = store.create(Queued).await.unwrap();
        let work = async |any: AnyJob| {
            let job = any.work("a process that is killed").await?;
            Ok(job.done("the other").await?.exit())
        };
        for attempt in 1..=3 {
            let mut worker = Process::start("hang", &database, id);
            assert_eq!(worker.says(), "working");
            if attempt == 1 {
                let driven = store.drive(store.create(Queued).await.unwrap(), work).await;
                let ended = driven.unwrap();
                assert!(
                    matches!(ended, Driven::Ended(JobEnd::Failed(_))),
                    "{ended:?}"
                );
            }
            worker.kill();
            until(&store, id, |row| row.owner.is_none()).await;
        }
        // Killed for the last time, it has ended, by whoever found it.
        assert_eq!(store.get(id).await.unwrap().status, "failed");
        let driven = store.drive(other, work).await.unwrap();
        assert!(
            matches!(driven, Driven::Ended(JobEnd::Done(_))),
            "{driven:?}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_process_that_does_not_know_the_lifecycle_leaves_the_dead_to_one_that_does() {
    let database = Database::sqlite();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (store, id) = jobs(&database, settings(Engine::Sqlite)).await;
        // It looks after the dead from now on, and has not heard of jobs.
        let stranger = open(&database, settings(Engine::Sqlite)).await;
        store.shutdown(SOON).await;
        let mut worker = Process::start("hang", &database, id);
        assert_eq!(worker.says(), "working");
        worker.kill();
        // Nothing tells that it has looked: it looks four times a second.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let row = until(&stranger, id, |row| row.owner.is_none()).await;
        assert_eq!((row.status, row.attempt), ("working", 1));
        stranger.shutdown(SOON).await;
    });
}

#[test]
fn a_row_that_ends_its_process_each_time_ends_as_lost() {
    on_each(async |database| {
        let (store, id) = jobs(&database, settings(database.engine())).await;
        for attempt in 1..=3 {
            let mut worker = Process::start("exit", &database, id);
            assert_eq!(worker.ended(), Some(3), "it gets as far as its exit");
            let row = until(&store, id, |row| row.owner.is_none()).await;
            assert_eq!((row.epoch, row.attempt), (attempt, attempt));
            assert_eq!(row.finished_at.is_some(), attempt == 3);
        }
        let row = store.get(id).await.unwrap();
        assert_eq!(
            (row.status, row.outcome.as_deref()),
            ("failed", Some("lost"))
        );
        match row.state {
            JobState::Failed { error } => {
                assert_eq!(error, "its driver died, and no attempt was left");
            }
            other => panic!("{other:?}"),
        }
        let driven = store
            .drive::<JobState, _, _>(id, async |_any| unreachable!())
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Ended(JobEnd::Failed(_))),
            "{driven:?}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_process_that_is_stopped_past_its_lease_writes_nothing_more() {
    on_each(async |database| {
        let (store, id) = jobs(&database, quick()).await;
        let mut worker = Process::start("zombie", &database, id);
        assert_eq!(worker.says(), "working");
        worker.stop(&database).await;
        until(&store, id, |row| row.owner.is_none()).await;
        let driven = store
            .drive(id, async |any: AnyJob| {
                let job = any.work("the next").await?;
                worker.resume();
                worker.go();
                assert_eq!(worker.says(), "superseded in epoch 1");
                assert_eq!(worker.says(), "dropped");
                assert_eq!(worker.says(), "Superseded { epoch: 1 }");
                Ok(job.done("the next").await?.exit())
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Ended(JobEnd::Done(_))),
            "{driven:?}"
        );
        let expected = [(0, "queued"), (1, "working"), (2, "working"), (2, "done")];
        assert_eq!(
            statuses(&store, id).await,
            expected.map(|(epoch, to)| (epoch, to.to_owned()))
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn two_stores_never_drive_the_same_row_at_once() {
    const ROWS: usize = 60;
    on_each(async |database| {
        let (store, first) = jobs(&database, Settings::new()).await;
        let other = open(&database, Settings::new()).await;
        let mut ids = vec![first];
        for _ in 1..ROWS {
            ids.push(store.create(Queued).await.unwrap());
        }
        let driving = Arc::new(Mutex::new(HashSet::new()));
        let body = move |any: AnyJob| {
            let driving = Arc::clone(&driving);
            async move {
                let job = any.work("either").await?;
                let id = job.id();
                assert!(driving.lock().unwrap().insert(id), "{id} is driven twice");
                let job = job.again("either").await?;
                assert!(driving.lock().unwrap().remove(&id));
                Ok(job.done("either").await?.exit())
            }
        };
        let most = NonZeroUsize::new(4).unwrap();
        let (here, there) = tokio::join!(
            store.workers(most).until_idle().run(body.clone()),
            other.workers(most).until_idle().run(body.clone())
        );
        assert_eq!(here.unwrap() + there.unwrap(), ROWS as u64);
        for id in ids {
            let row = store.get(id).await.unwrap();
            assert_eq!((row.status, row.epoch), ("done", 1));
        }
        store.shutdown(SOON).await;
        other.shutdown(SOON).await;
    });
}

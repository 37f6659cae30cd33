//! Rows whose driver died, and rows past their deadline, are found and ended by whoever is alive.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::time::Duration;

use endstate::{Abandoned, Lifecycle};
use endstate_cluster::{Database, Engine};
use endstate_store::{Driven, Durable, Id, Snapshot, Store};
use support::{on_each, open, quick, sql};

const SOON: Duration = Duration::from_secs(20);

/// Tried up to three times, and asked for a decision for at most 200 ms.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Job, fixpoint = Failed, timed_out = TooLate, derive(Debug))]
#[durable(table = "jobs", attempts = 3)]
enum JobState {
    #[lifecycle(initial, to(Working, Asking, Done))]
    Queued,
    #[lifecycle(to(Working, Done))]
    Working { step: i64 },
    #[lifecycle(to(Done, Expired))]
    #[durable(resting, deadline = "200ms" -> Expired)]
    Asking,
    #[lifecycle(terminal)]
    Done,
    #[lifecycle(terminal)]
    Expired { why: String },
    #[lifecycle(terminal)]
    TooLate,
    #[lifecycle(terminal)]
    Failed { why: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Failed {
            why: abandoned.to_string(),
        }
    }
}

impl From<Abandoned> for Expired {
    fn from(abandoned: Abandoned) -> Self {
        Expired {
            why: abandoned.to_string(),
        }
    }
}

async fn jobs(database: &Database) -> Store {
    let store = open(database, quick()).await;
    store.migrate::<JobState>().await.unwrap();
    store
}

async fn until(
    store: &Store,
    id: Id<JobState>,
    wanted: impl Fn(&Snapshot<JobState>) -> bool,
) -> Snapshot<JobState> {
    store.wait(id, SOON, wanted).await.unwrap()
}

/// What a process leaves that died while it drove: an owner whom nobody knows, and a lease that is over.
async fn orphaned(database: &Database, ids: &str, attempt: u32) {
    driven(database, ids, attempt, (-60_000, 60_000)).await;
}

/// A row with a driver whose lease and whose time are over in so many milliseconds.
async fn driven(database: &Database, ids: &str, attempt: u32, (lease, time): (i64, i64)) {
    let now = match database.engine() {
        Engine::Sqlite => "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
        Engine::Postgres => "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
    };
    sql(
        database,
        &format!(
            "UPDATE jobs SET owner = '018f0000-0000-7000-8000-00000000dead', epoch = epoch + 1, attempt = {attempt}, \
             version = version + 1, lease_until = {now} + {lease}, deadline_at = {now} + {time} WHERE {ids}"
        ),
    )
    .await;
}

#[test]
fn a_lost_row_with_an_attempt_left_is_ready_again() {
    on_each(async |database| {
        let store = jobs(&database).await;
        let id = store.create(Queued).await.unwrap();
        orphaned(&database, "TRUE", 1).await;
        let row = until(&store, id, |row| row.owner.is_none()).await;
        assert_eq!((row.status, row.epoch, row.attempt), ("queued", 1, 1));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_lost_row_without_an_attempt_left_ends_as_lost() {
    on_each(async |database| {
        let store = jobs(&database).await;
        let id = store.create(Queued).await.unwrap();
        orphaned(&database, "epoch = 0", 1).await;
        until(&store, id, |row| row.owner.is_none()).await;
        orphaned(&database, "epoch = 1", 2).await;
        until(&store, id, |row| row.owner.is_none()).await;
        orphaned(&database, "epoch = 2", 3).await;
        let row = until(&store, id, |row| row.finished_at.is_some()).await;
        assert_eq!(
            (row.status, row.outcome.as_deref(), row.epoch),
            ("failed", Some("lost"), 3)
        );
        assert!(matches!(row.state, JobState::Failed { why } if why.contains("died")));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_batch_of_lost_rows_hides_no_later_ones() {
    on_each(async |database| {
        let store = jobs(&database).await;
        // More than two batches.
        let uuid = match database.engine() {
            Engine::Sqlite => {
                "lower(substr(hex(randomblob(16)), 1, 8) || '-0000-7000-8000-' || hex(randomblob(6)))"
            }
            Engine::Postgres => "gen_random_uuid()",
        };
        sql(
            &database,
            &format!(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) \
                 INSERT INTO jobs (id, status, max_attempts, created_at) SELECT {uuid}, 'queued', 1, 0 FROM n"
            ),
        )
        .await;
        orphaned(&database, "TRUE", 1).await;
        let begins = open(&database, quick()).await;
        // Before anything else is done, what was lost is recovered.
        let counts = begins.counts::<JobState>().await.unwrap();
        assert_eq!((counts.of("failed"), counts.stranded), (2500, 0));
        store.shutdown(SOON).await;
        begins.shutdown(SOON).await;
    });
}

#[test]
fn a_resting_row_past_its_deadline_ends_where_its_deadline_says() {
    on_each(async |database| {
        let store = jobs(&database).await;
        let id = store.create(Queued).await.unwrap();
        let driven = store
            .drive(id, async |any| match any {
                AnyJob::Queued(job) => Ok(job.to(Asking).await?.rest()),
                other => Err(format!("{other:?}").into()),
            })
            .await
            .unwrap();
        assert!(matches!(driven, Driven::Resting("asking")));
        let row = until(&store, id, |row| row.finished_at.is_some()).await;
        assert_eq!(
            (row.status, row.outcome.as_deref()),
            ("expired", Some("timed_out"))
        );
        assert!(matches!(row.state, JobState::Expired { why } if why == "timed out after 200ms"));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_row_that_is_alive_for_too_long_ends_although_its_lease_is_renewed() {
    on_each(async |database| {
        let store = jobs(&database).await;
        let id = store.create(Queued).await.unwrap();
        // Its lease is good, its time is over: a guard that leaked.
        driven(&database, "TRUE", 1, (3_600_000, -60_000)).await;
        let row = until(&store, id, |row| row.finished_at.is_some()).await;
        assert_eq!(
            (row.status, row.outcome.as_deref()),
            ("too_late", Some("timed_out"))
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_driver_that_lost_its_row_writes_nothing_more() {
    on_each(async |database| {
        let store = jobs(&database).await;
        let id = store.create(Queued).await.unwrap();
        let driven = store
            .drive(id, async |any| {
                let AnyJob::Queued(job) = any else { unreachable!() };
                // Another driver has it meanwhile, as after a pause longer than the lease.
                let taken = "UPDATE jobs SET owner = '018f0000-0000-7000-8000-00000000beef', epoch = 2, version = version + 1";
                sql(&database, taken).await;
                let refused = job.to(Working { step: 1 }).await.unwrap_err();
                assert!(matches!(refused, endstate_store::Error::Superseded { epoch: 1, .. }), "{refused}");
                Err(refused.into())
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Superseded { epoch: 1 }),
            "{driven:?}"
        );
        let row = store.get(id).await.unwrap();
        assert_eq!((row.status, row.epoch), ("queued", 2));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_driver_whose_row_is_gone_is_stopped() {
    on_each(async |database| {
        let store = jobs(&database).await;
        let id = store.create(Queued).await.unwrap();
        let driven = store
            .drive::<JobState, _, _>(id, async |_any| {
                sql(&database, "DELETE FROM jobs").await;
                std::future::pending::<Result<_, _>>().await
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Superseded { epoch: 1 }),
            "{driven:?}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn an_orderly_shutdown_gives_the_attempt_back() {
    on_each(async |database| {
        let store = jobs(&database).await;
        let id = store.create(Queued).await.unwrap();
        let drive = store.drive::<JobState, _, _>(id, async |_any| {
            std::future::pending::<Result<_, _>>().await
        });
        let shutdown = async {
            store
                .wait(id, SOON, |row| row.owner.is_some())
                .await
                .unwrap();
            store.shutdown(Duration::ZERO).await;
        };
        let (driven, ()) = tokio::join!(drive, shutdown);
        assert!(matches!(driven.unwrap(), Driven::Queued("queued")));
        let witness = jobs(&database).await;
        let row = witness.get(id).await.unwrap();
        assert_eq!((row.status, row.epoch, row.attempt), ("queued", 1, 0));
        assert!(row.owner.is_none());
        witness.shutdown(SOON).await;
    });
}

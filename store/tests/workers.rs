//! Workers claim what is ready, no more than they may, and each row once.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::{
    future::pending,
    num::NonZeroUsize,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use endstate::BoxError;
use endstate_cluster::Database;
use endstate_store::{Error, Exit, Id, Listing, Snapshot};
use support::{on_each, project::*, projects, quick, while_locked};
use tokio::{sync::Barrier, time::timeout};

const SOON: Duration = Duration::from_secs(20);
type Body = Pin<Box<dyn Future<Output = Result<Exit<ProjectState>, BoxError>> + Send>>;

const FOUR: NonZeroUsize = NonZeroUsize::new(4).unwrap();

#[test]
fn two_processes_drive_each_row_once() {
    on_each(async |database| {
        let here = projects(&database, quick()).await;
        let there = projects(&database, quick()).await;
        for nth in 0..40 {
            here.create::<ProjectState, _>(Initialized {
                repo: nth.to_string(),
            })
            .await
            .unwrap();
        }
        let (one, other) = tokio::join!(
            here.workers(FOUR)
                .until_idle()
                .run::<ProjectState, _, _>(complete),
            there
                .workers(FOUR)
                .until_idle()
                .run::<ProjectState, _, _>(complete),
        );
        assert_eq!(one.unwrap() + other.unwrap(), 40);
        let rows = here
            .list::<ProjectState>(Listing::new().status("completed"))
            .await
            .unwrap();
        assert_eq!(rows.len(), 40);
        assert!(
            rows.iter().flatten().all(|row| row.epoch == 1),
            "a row was claimed twice"
        );
        here.shutdown(SOON).await;
        there.shutdown(SOON).await;
    });
}

#[test]
fn no_more_than_so_many_at_once() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        for nth in 0..12 {
            store
                .create::<ProjectState, _>(Initialized {
                    repo: nth.to_string(),
                })
                .await
                .unwrap();
        }
        let (at_once, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        // Each waits for three others: it ends only if four run at once.
        let four = Arc::new(Barrier::new(4));
        let body = {
            let (at_once, most) = (Arc::clone(&at_once), Arc::clone(&most));
            move |any| {
                let (at_once, most, four) =
                    (Arc::clone(&at_once), Arc::clone(&most), Arc::clone(&four));
                async move {
                    most.fetch_max(at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    four.wait().await;
                    at_once.fetch_sub(1, Ordering::SeqCst);
                    complete(any).await
                }
            }
        };
        let driven = store
            .workers(FOUR)
            .until_idle()
            .run::<ProjectState, _, _>(body)
            .await;
        assert_eq!((driven.unwrap(), most.load(Ordering::SeqCst)), (12, 4));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_row_that_gets_ready_later_is_driven_too() {
    on_each(async |database| {
        // Looking by themselves they would find it after the test's own end.
        let store = projects(&database, quick().recheck_every(SOON * 10)).await;
        let work = store.workers(FOUR).run::<ProjectState, _, _>(complete);
        let create = async {
            let id = store
                .create(Initialized {
                    repo: "late".into(),
                })
                .await
                .unwrap();
            let row = store
                .wait(id, SOON, |row: &Snapshot<_>| row.status == "completed")
                .await;
            store.shutdown(SOON).await;
            row.unwrap()
        };
        let (driven, _) = tokio::join!(work, create);
        assert_eq!(driven.unwrap(), 1);
    });
}

#[test]
fn resting_rows_are_left_to_whoever_answers() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        let ask = |any| async move {
            let AnyProject::Initialized(project) = any else {
                unreachable!()
            };
            Ok(project.start().await?.ask("which?").await?.rest())
        };
        let workers = || store.workers(FOUR).until_idle();
        assert_eq!(workers().run::<ProjectState, _, _>(ask).await.unwrap(), 1);
        assert_eq!(workers().run::<ProjectState, _, _>(ask).await.unwrap(), 0);
        assert_eq!(store.get(id).await.unwrap().status, "input_needed");
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_wait_in_vain_says_what_it_saw() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        let error = store
            .wait(id, Duration::from_millis(50), |row| {
                row.status == "completed"
            })
            .await
            .unwrap_err();
        assert!(
            matches!(&error, Error::TimedOut { status, .. } if status == "initialized"),
            "{error}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn counts_and_pages() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        for nth in 0..5 {
            store
                .create::<ProjectState, _>(Initialized {
                    repo: nth.to_string(),
                })
                .await
                .unwrap();
        }
        let first = store
            .list::<ProjectState>(Listing::new().most(3))
            .await
            .unwrap();
        let last = first.last().and_then(|row| row.as_ref().ok()).unwrap().id;
        let rest = store.list(Listing::new().after(last)).await.unwrap();
        assert_eq!((first.len(), rest.len()), (3, 2));
        store.cancel(last).await.unwrap();
        let counts = store.counts::<ProjectState>().await.unwrap();
        assert_eq!(
            (
                counts.of("initialized"),
                counts.of("cancelled"),
                counts.total()
            ),
            (4, 1, 5)
        );
        assert_eq!((counts.stranded, counts.unknown), (0, 0));
        assert!(counts.oldest.is_some());
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_store_that_is_shut_down_takes_no_more_work() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        store.shutdown(SOON).await;
        assert!(matches!(
            store.drive(id, complete).await,
            Err(Error::Closed)
        ));
    });
}

#[test]
fn what_is_claimed_while_the_store_shuts_down_is_stopped_as_well() {
    on_each(async |database| {
        let mut driven = 0;
        while driven == 0 {
            // On a busy machine the shutdown may come before the claim. Then nothing is claimed, and it is tried again.
            driven = claimed_during_a_shutdown(&database).await;
        }
        let later = projects(&database, quick()).await;
        let counts = later.counts::<ProjectState>().await.unwrap();
        assert_eq!(counts.of("cancelled"), driven);
        later.shutdown(SOON).await;
    });
}

async fn claimed_during_a_shutdown(database: &Database) -> u64 {
    let store = projects(database, quick()).await;
    let begun = store.create(Initialized { repo: "x".into() });
    let id: Id<ProjectState> = begun.await.unwrap();
    let workers = store.workers(FOUR);
    let mut shutdown = pin!(store.shutdown(Duration::ZERO));
    #[expect(clippy::disallowed_types, reason = "the test awaits it")]
    let mut work = tokio::task::JoinSet::new();
    let under_way = async {
        work.spawn(workers.run::<ProjectState, _, _>(|_| Box::pin(pending()) as Body));
        // An answer takes longer than to ask for the claim, which waits for the lock.
        store.get(id).await.unwrap();
        // As far as it gets: to where it waits for that claim.
        tokio::select! {
            biased;
            () = &mut shutdown => true,
            () = async {} => false,
        }
    };
    let is_over = while_locked(database, Box::pin(under_way)).await;
    if !is_over {
        shutdown.await;
    }
    let driven = timeout(SOON, work.join_next()).await;
    let driven = driven.expect("a body was never stopped").unwrap();
    let driven = driven.unwrap().unwrap();
    assert!(!is_over || driven == 0, "the claim was not waited for");
    driven
}

//! Whatever the way out, the row ends in the state that the table of `Store::drive` says.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::{future::pending, time::Duration};

use endstate_store::{Driven, Error, Id, Snapshot, Store};
use support::{on_each, project::*, projects, quick};

const SOON: Duration = Duration::from_secs(20);

async fn created(store: &Store) -> Id<ProjectState> {
    let repo = "endstate".to_owned();
    store.create(Initialized { repo }).await.unwrap()
}

/// The row when it is over, by whoever wrote it.
async fn over(store: &Store, id: Id<ProjectState>) -> Snapshot<ProjectState> {
    store
        .wait(id, SOON, |row| row.finished_at.is_some())
        .await
        .unwrap()
}

async fn is_over(store: &Store, id: Id<ProjectState>, status: &str, outcome: &str) {
    let row = over(store, id).await;
    assert_eq!(
        (row.status, row.outcome.as_deref()),
        (status, Some(outcome))
    );
    assert!(row.owner.is_none());
}

#[test]
fn a_declared_end() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let driven = store
            .drive(id, async |any| match any {
                AnyProject::Initialized(project) => {
                    Ok(project.start().await?.complete("merged").await?.exit())
                }
                other => Err(format!("{other:?}").into()),
            })
            .await
            .unwrap();
        match driven {
            Driven::Ended(ProjectEnd::Completed(completed)) => {
                assert_eq!(completed.result, "merged");
            }
            other => panic!("{other:?}"),
        }
        is_over(&store, id, "completed", "completed").await;
        let moves: Vec<String> = store
            .history(id)
            .await
            .unwrap()
            .into_iter()
            .map(|moved| moved.to)
            .collect();
        assert_eq!(moves, ["initialized", "running", "completed"]);
        store.shutdown(SOON).await;
    });
}

#[test]
fn an_error() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let driven = store
            .drive(id, async |any| {
                let AnyProject::Initialized(project) = any else {
                    unreachable!()
                };
                let _running = project.start().await?;
                Err("no disk".into())
            })
            .await
            .unwrap();
        match driven {
            Driven::Ended(ProjectEnd::Failed(failed)) => assert_eq!(failed.error, "no disk"),
            other => panic!("{other:?}"),
        }
        is_over(&store, id, "failed", "error").await;
        let row = store.get(id).await.unwrap();
        assert!(matches!(row.state, ProjectState::Failed { error } if error == "no disk"));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_panic() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let driven = store
            .drive::<ProjectState, _, _>(id, async |_any| panic!("broken"))
            .await
            .unwrap();
        match driven {
            Driven::Ended(ProjectEnd::Failed(failed)) => {
                assert_eq!(failed.error, "panicked: broken");
            }
            other => panic!("{other:?}"),
        }
        is_over(&store, id, "failed", "panicked").await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn the_limit_of_an_attempt() {
    on_each(async |database| {
        let settings = quick().attempt_limit(Duration::from_millis(100));
        let store = projects(&database, settings).await;
        let id = created(&store).await;
        let driven = store
            .drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await)
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Ended(ProjectEnd::Failed(_))),
            "{driven:?}"
        );
        is_over(&store, id, "failed", "timed_out").await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_cancellation_of_a_row_that_is_driven_here() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let drive =
            store.drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await);
        let cancel = async {
            store
                .wait(id, SOON, |row| row.owner.is_some())
                .await
                .unwrap();
            assert!(store.cancel(id).await.unwrap());
        };
        let (driven, ()) = tokio::join!(drive, cancel);
        assert!(matches!(
            driven.unwrap(),
            Driven::Ended(ProjectEnd::Cancelled(_))
        ));
        is_over(&store, id, "cancelled", "cancelled").await;
        assert!(!store.cancel(id).await.unwrap(), "it is over");
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_cancellation_by_another_process() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let other = projects(&database, quick()).await;
        let id = created(&store).await;
        let drive =
            store.drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await);
        let cancel = async {
            other
                .wait(id, SOON, |row| row.owner.is_some())
                .await
                .unwrap();
            assert!(other.cancel(id).await.unwrap());
        };
        let (driven, ()) = tokio::join!(drive, cancel);
        assert!(matches!(
            driven.unwrap(),
            Driven::Ended(ProjectEnd::Cancelled(_))
        ));
        store.shutdown(SOON).await;
        other.shutdown(SOON).await;
    });
}

#[test]
fn a_cancellation_of_a_row_that_nobody_drives() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        assert!(store.cancel(id).await.unwrap());
        is_over(&store, id, "cancelled", "cancelled").await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_future_that_is_dropped() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let drive = store.drive::<ProjectState, _, _>(id, async |any| {
            let AnyProject::Initialized(project) = any else {
                unreachable!()
            };
            let _running = project.start().await?;
            pending::<Result<_, _>>().await
        });
        tokio::select! {
            driven = drive => panic!("{driven:?}"),
            running = store.wait(id, SOON, |row| row.status == "running") => drop(running.unwrap()),
        }
        is_over(&store, id, "cancelled", "cancelled").await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_task_that_is_aborted() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let task = {
            let store = store.clone();
            #[expect(
                clippy::disallowed_methods,
                reason = "what is aborted here is what is tested"
            )]
            tokio::spawn(async move {
                store
                    .drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await)
                    .await
            })
        };
        store
            .wait(id, SOON, |row| row.owner.is_some())
            .await
            .unwrap();
        task.abort();
        is_over(&store, id, "cancelled", "cancelled").await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_drive_that_is_never_polled() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        drop(store.drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await));
        let row = store.get(id).await.unwrap();
        assert_eq!(
            (row.status, row.epoch),
            ("initialized", 0),
            "it was never claimed"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_runtime_that_is_dropped() {
    for database in endstate_cluster::databases() {
        let runtime = || {
            tokio::runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build()
                .unwrap()
        };
        let doomed = runtime();
        let (store, id) = doomed.block_on(async {
            let store = projects(&database, quick()).await;
            let id = created(&store).await;
            let driving = store.clone();
            #[expect(clippy::disallowed_methods, reason = "it is to go with its runtime")]
            tokio::spawn(async move {
                driving
                    .drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await)
                    .await
            });
            store
                .wait(id, SOON, |row| row.owner.is_some())
                .await
                .unwrap();
            (store, id)
        });
        doomed.shutdown_background();
        let other = runtime();
        other.block_on(async {
            let witness = projects(&database, quick()).await;
            is_over(&witness, id, "cancelled", "cancelled").await;
            witness.shutdown(SOON).await;
        });
        drop(store);
    }
}

#[test]
fn an_orderly_shutdown_ends_a_row_with_one_attempt() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let drive =
            store.drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await);
        let shutdown = async {
            store
                .wait(id, SOON, |row| row.owner.is_some())
                .await
                .unwrap();
            store.shutdown(Duration::ZERO).await;
        };
        let (driven, ()) = tokio::join!(drive, shutdown);
        assert!(matches!(
            driven.unwrap(),
            Driven::Ended(ProjectEnd::Cancelled(_))
        ));
        let witness = projects(&database, quick()).await;
        is_over(&witness, id, "cancelled", "cancelled").await;
        witness.shutdown(SOON).await;
    });
}

#[test]
fn a_rest_and_an_answer() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let driven = store
            .drive(id, async |any| match any {
                AnyProject::Initialized(project) => {
                    Ok(project.start().await?.ask("which branch?").await?.rest())
                }
                other => Err(format!("{other:?}").into()),
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Resting("input_needed")),
            "{driven:?}"
        );
        let row = store.get(id).await.unwrap();
        assert!(row.owner.is_none() && row.deadline_at.is_some() && row.attempt == 0);
        let driven = store
            .drive(id, async |any| match any {
                AnyProject::InputNeeded(project) => {
                    assert_eq!(project.question(), "which branch?");
                    Ok(project.answered().await?.complete("merged").await?.exit())
                }
                other => Err(format!("{other:?}").into()),
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Ended(ProjectEnd::Completed(_))),
            "{driven:?}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn what_was_to_be_written_together_is_rolled_back_together() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        support::sql(&database, "INSERT INTO follow_ups (id) VALUES ('taken')").await;
        let id = created(&store).await;
        let driven = store
            .drive(id, async |any| match any {
                // The follow-up is there already, so that the caller's own statement fails.
                AnyProject::Initialized(project) => {
                    Ok(project.start().await?.ask("taken").await?.rest())
                }
                other => Err(format!("{other:?}").into()),
            })
            .await
            .unwrap();
        match driven {
            Driven::Ended(ProjectEnd::Failed(failed)) => {
                assert!(
                    failed.error.starts_with("what was to be written together"),
                    "{}",
                    failed.error
                );
            }
            other => panic!("{other:?}"),
        }
        let moves: Vec<String> = store
            .history(id)
            .await
            .unwrap()
            .into_iter()
            .map(|moved| moved.to)
            .collect();
        assert_eq!(moves, ["initialized", "running", "failed"]);
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_row_with_a_driver_is_not_driven_twice() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        let drive =
            store.drive::<ProjectState, _, _>(id, async |_any| pending::<Result<_, _>>().await);
        let second = async {
            store
                .wait(id, SOON, |row| row.owner.is_some())
                .await
                .unwrap();
            store
                .drive::<ProjectState, _, _>(id, async |_any| unreachable!())
                .await
        };
        tokio::select! {
            driven = drive => panic!("{driven:?}"),
            second = second => assert!(matches!(second, Err(Error::Driven { epoch: 1, .. }))),
        }
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_row_that_is_over_gives_its_end_and_runs_nothing() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let id = created(&store).await;
        store.cancel(id).await.unwrap();
        let driven = store
            .drive::<ProjectState, _, _>(id, async |_any| unreachable!())
            .await
            .unwrap();
        assert!(matches!(driven, Driven::Ended(ProjectEnd::Cancelled(_))));
        store.shutdown(SOON).await;
    });
}

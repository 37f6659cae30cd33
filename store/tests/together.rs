//! Moves that are written together: each row gets its own evidence, and none pays for another.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::{num::NonZeroUsize, sync::Arc};

use endstate::BoxError;
use endstate_cluster::{Database, Engine};
use endstate_store::{Error, Exit, Id, Store, sqlx};
use support::{locked_row, on_each, project::*, projects, quick, sql};
use tokio::sync::{Barrier, Notify};

const SOON: std::time::Duration = std::time::Duration::from_secs(20);
const ROWS: usize = 48;
const ALL: NonZeroUsize = NonZeroUsize::new(ROWS).unwrap();

async fn create(store: &Store, rows: usize) -> Vec<Id<ProjectState>> {
    let mut ids = Vec::new();
    for nth in 0..rows {
        let repo = nth.to_string();
        ids.push(store.create(Initialized { repo }).await.unwrap());
    }
    ids
}

fn initialized(any: AnyProject) -> Result<Project<Initialized>, BoxError> {
    match any {
        AnyProject::Initialized(project) => Ok(project),
        other => Err(format!("{other:?}").into()),
    }
}

#[test]
fn each_row_gets_its_own_evidence() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        create(&store, ROWS).await;
        let together = Arc::new(Barrier::new(ROWS));
        let body = move |any| {
            let together = Arc::clone(&together);
            async move {
                let project = initialized(any)?;
                let repo = project.repo();
                together.wait().await;
                let mut project = project.start().await?;
                for step in 0..4 {
                    together.wait().await;
                    project = project.again(&format!("{repo}/{step}")).await?;
                    assert_eq!(project.version(), 4 + step);
                }
                Ok(project.complete(&repo).await?.exit())
            }
        };
        let workers = store.workers(ALL).until_idle();
        let driven = workers.run::<ProjectState, _, _>(body).await.unwrap();
        assert_eq!(usize::try_from(driven).unwrap(), ROWS);
        let rows = store.list::<ProjectState>(endstate_store::Listing::new());
        for (nth, row) in rows.await.unwrap().into_iter().enumerate() {
            let row = row.unwrap();
            let ProjectState::Completed { result } = row.state else {
                panic!("{:?}", row.state);
            };
            assert_eq!((result, row.version), (nth.to_string(), 8));
            let history = store.history(row.id).await.unwrap();
            let to: Vec<&str> = history.iter().map(|moved| &*moved.to).collect();
            let again = ["running"; 5];
            assert_eq!(to, [&["initialized"], &again[..], &["completed"]].concat());
        }
        store.shutdown(SOON).await;
    });
}

#[test]
fn one_that_the_database_refuses_takes_no_other_along() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        sql(&database, "INSERT INTO follow_ups (id) VALUES ('which?')").await;
        create(&store, ROWS).await;
        let together = Arc::new(Barrier::new(ROWS));
        let body = move |any| {
            let together = Arc::clone(&together);
            async move {
                let project = initialized(any)?;
                let bad = project.repo() == "20";
                let project = project.start().await?;
                together.wait().await;
                let question = if bad { "nobody's" } else { "which?" };
                let asked = project.ask_as(question).await;
                if bad {
                    let error = asked.unwrap_err();
                    assert!(
                        matches!(
                            error,
                            Error::Refused {
                                to: "input_needed",
                                ..
                            }
                        ),
                        "{error}"
                    );
                    return Err("refused, as it was to be".into());
                }
                Ok(asked?.rest())
            }
        };
        let workers = store.workers(ALL).until_idle();
        workers.run::<ProjectState, _, _>(body).await.unwrap();
        let counts = store.counts::<ProjectState>().await.unwrap();
        assert_eq!(
            (counts.of("input_needed"), counts.of("failed")),
            (ROWS as u64 - 1, 1)
        );
        let failed = store.list(endstate_store::Listing::new().status("failed"));
        let failed = failed.await.unwrap().remove(0).unwrap();
        let ProjectState::Failed { error } = failed.state else {
            panic!("{:?}", failed.state);
        };
        assert!(error.contains("refused, as it was to be"), "{error}");
        store.shutdown(SOON).await;
    });
}

#[test]
fn one_that_a_foreign_session_has_locked_delays_no_other() {
    let Some(database) = Database::postgres() else {
        return;
    };
    assert_eq!(database.engine(), Engine::Postgres);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        use sqlx::Connection as _;

        // Nor does the beat keep the others locked while it waits for this one, whose lease it cannot renew.
        let store = projects(&database, quick().lease(SOON)).await;
        let ids = create(&store, ROWS).await;
        let (locked, free) = (ids[20], Arc::new(Notify::new()));
        let together = Arc::new(Barrier::new(ROWS + 1));
        let body = {
            let (together, free) = (Arc::clone(&together), Arc::clone(&free));
            move |any| {
                let (together, free) = (Arc::clone(&together), Arc::clone(&free));
                async move {
                    let project = initialized(any)?.start().await?;
                    let id = project.id();
                    together.wait().await;
                    // The lock is there.
                    together.wait().await;
                    let project = project.complete("done").await?;
                    if id == locked {
                        free.notify_one();
                    }
                    Ok::<Exit<ProjectState>, BoxError>(project.exit())
                }
            }
        };
        let others_end = async {
            together.wait().await;
            let mut session = sqlx::PgConnection::connect(database.url()).await.unwrap();
            let lock = locked_row(&mut session, "projects", locked).await;
            together.wait().await;
            for id in ids.iter().filter(|id| **id != locked) {
                let ended = store.wait(*id, SOON, |row| row.status == "completed");
                ended.await.unwrap();
            }
            assert_eq!(store.get(locked).await.unwrap().status, "running");
            lock.rollback().await.unwrap();
            free.notified().await;
        };
        let workers = store.workers(ALL).until_idle();
        let (driven, ()) = tokio::join!(workers.run::<ProjectState, _, _>(body), others_end);
        assert_eq!(usize::try_from(driven.unwrap()).unwrap(), ROWS);
        store.shutdown(SOON).await;
    });
}

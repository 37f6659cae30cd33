//! The database is away and comes back: nothing is lost, and nothing is told that is not so.
//!
//! On Postgres alone, since a file does not go away; each test has a server of its own.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use endstate_cluster::{Cluster, Shutdown, Unavailable};
use endstate_store::{Driven, Settings, Store, sqlx};
use support::{project::*, quick};
use tokio::sync::Notify;

const SOON: Duration = Duration::from_secs(30);

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

/// A server that no other test uses. It is left out aloud where no Postgres is installed, as `databases` says.
fn server() -> Option<(Arc<Cluster>, String)> {
    endstate_cluster::shared()?;
    let cluster: Result<Cluster, Unavailable> = Cluster::start();
    let cluster = Arc::new(cluster.unwrap());
    let url = cluster.database("away").unwrap();
    Some((cluster, url))
}

async fn projects(url: &str, settings: Settings) -> Store {
    use sqlx::Connection as _;

    let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS follow_ups (id TEXT PRIMARY KEY)")
        .execute(&mut connection)
        .await
        .unwrap();
    let store = settings.connect(url).await.unwrap();
    store.migrate::<ProjectState>().await.unwrap();
    store
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(test);
}

/// With a lease that outlasts a restart.
fn patient() -> Settings {
    quick().lease(SOON).renew_every(Duration::from_millis(500))
}

#[test]
fn a_transition_while_the_server_restarts_is_written_once() {
    let Some((cluster, url)) = server() else {
        return;
    };
    run(async {
        let store = projects(&url, patient()).await;
        let id = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        let driven = store
            .drive(id, async |any| {
                let AnyProject::Initialized(project) = any else {
                    unreachable!()
                };
                let running = project.start().await?;
                let stopped = Arc::clone(&cluster);
                blocking(move || stopped.stop(Shutdown::Immediate))
                    .await
                    .unwrap();
                let back = async {
                    let cluster = Arc::clone(&cluster);
                    blocking(move || cluster.resume()).await.unwrap();
                };
                let (completed, ()) = tokio::join!(running.complete("done"), back);
                Ok(completed?.exit())
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Ended(ProjectEnd::Completed(_))),
            "{driven:?}"
        );
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
fn an_end_while_the_server_is_away_is_written_when_it_is_back() {
    let Some((cluster, url)) = server() else {
        return;
    };
    run(async {
        let store = projects(&url, patient()).await;
        let id = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        let away = Notify::new();
        let drive = store.drive::<ProjectState, _, _>(id, async |_any| {
            let stopped = Arc::clone(&cluster);
            blocking(move || stopped.stop(Shutdown::Immediate))
                .await
                .unwrap();
            away.notify_one();
            Err("no disk".into())
        });
        let back = async {
            away.notified().await;
            let cluster = Arc::clone(&cluster);
            blocking(move || cluster.resume()).await.unwrap();
        };
        let (driven, ()) = tokio::join!(drive, back);
        assert!(matches!(
            driven.unwrap(),
            Driven::Ended(ProjectEnd::Failed(_))
        ));
        assert_eq!(
            store.get(id).await.unwrap().outcome.as_deref(),
            Some("error")
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_driver_gives_up_its_row_when_the_server_stays_away() {
    let Some((cluster, url)) = server() else {
        return;
    };
    run(async {
        let store = projects(&url, quick()).await;
        let id = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        let driven = store
            .drive::<ProjectState, _, _>(id, async |_any| {
                let stopped = Arc::clone(&cluster);
                blocking(move || stopped.stop(Shutdown::Immediate))
                    .await
                    .unwrap();
                // Nobody renews now: the fence ends this, before the lease does.
                std::future::pending::<Result<_, _>>().await
            })
            .await
            .unwrap();
        assert!(
            matches!(driven, Driven::Superseded { epoch: 1 }),
            "{driven:?}"
        );
        blocking({
            let cluster = Arc::clone(&cluster);
            move || cluster.resume()
        })
        .await
        .unwrap();
        // Recovered by the sweep of the same process, in whose mid-sweep the server was stopped.
        let row = store
            .wait(id, SOON, |row| row.finished_at.is_some())
            .await
            .unwrap();
        assert_eq!(
            (row.status, row.outcome.as_deref()),
            ("failed", Some("lost"))
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn workers_and_waits_go_on_after_a_restart() {
    let Some((cluster, url)) = server() else {
        return;
    };
    run(async {
        let store = projects(&url, quick()).await;
        let workers =
            store
                .workers(NonZeroUsize::MIN)
                .run::<ProjectState, _, _>(|any| async move {
                    let AnyProject::Initialized(project) = any else {
                        unreachable!()
                    };
                    Ok(project.start().await?.complete("done").await?.exit())
                });
        let work = async {
            blocking({
                let cluster = Arc::clone(&cluster);
                move || cluster.restart(Shutdown::Immediate)
            })
            .await
            .unwrap();
            let id = loop {
                match store.create(Initialized { repo: "x".into() }).await {
                    Ok(id) => break id,
                    Err(error) => assert!(error.is_transient(), "{error}"),
                }
            };
            store
                .wait(id, SOON, |row| row.status == "completed")
                .await
                .unwrap();
            store.shutdown(SOON).await;
        };
        let (worked, ()) = tokio::join!(workers, work);
        assert_eq!(worked.unwrap(), 1);
    });
}

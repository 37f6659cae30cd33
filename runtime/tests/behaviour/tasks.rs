//! A scope in a tokio task: aborted, or left behind by a runtime that shuts down.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "what a raw task does to a scope is what is tested"
)]

use std::{future::pending, time::Duration};

use tokio::{runtime, sync::oneshot, task};

use crate::job::{JobEnd, Log, job};

const CANCELLED: [&str; 2] = ["context dropped", "told Failed: cancelled"];

/// A scope that says when it runs, and then waits for ever.
fn waiting(log: &Log, tell: oneshot::Sender<()>) -> impl Future<Output = JobEnd> + Send + use<> {
    job(log).run(async |job| {
        let job = job.start();
        tell.send(()).unwrap();
        pending::<()>().await;
        Ok(job.finish().exit())
    })
}

#[tokio::test]
async fn a_spawned_scope_gives_its_end_to_whoever_joins() {
    let log = Log::default();
    let run = job(&log).run(async |job| {
        task::yield_now().await;
        Ok(job.start().finish().exit())
    });
    let end = tokio::spawn(run).await.unwrap();
    assert!(matches!(end, JobEnd::Done(_)));
    assert_eq!(log.lines(), ["context dropped", "told Done after 0"]);
}

#[tokio::test]
async fn an_aborted_task_ends_its_lifecycle_as_cancelled() {
    let log = Log::default();
    let (tell, began) = oneshot::channel();
    let task = tokio::spawn(waiting(&log, tell));
    began.await.unwrap();
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(log.lines(), CANCELLED);
}

#[tokio::test]
async fn a_task_aborted_before_it_ran_never_began() {
    let log = Log::default();
    let (tell, began) = oneshot::channel();
    let task = tokio::spawn(waiting(&log, tell));
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert!(began.await.is_err());
    assert_eq!(log.lines(), ["context dropped"]);
}

#[test]
fn a_runtime_that_shuts_down_ends_every_scope_it_runs() {
    let logs: Vec<Log> = (0..32).map(|_| Log::default()).collect();
    for threads in [1, 2] {
        let runtime = runtime::Builder::new_multi_thread()
            .worker_threads(threads)
            .build()
            .unwrap();
        let half = &logs[(threads - 1) * 16..][..16];
        runtime.block_on(async {
            for log in half {
                let (tell, began) = oneshot::channel();
                tokio::spawn(waiting(log, tell));
                began.await.unwrap();
            }
        });
        drop(runtime);
    }
    for log in logs {
        assert_eq!(log.lines(), CANCELLED);
    }
}

#[test]
fn a_single_threaded_runtime_that_shuts_down_ends_its_scopes_too() {
    let log = Log::default();
    let runtime = runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (tell, began) = oneshot::channel();
        tokio::spawn(waiting(&log, tell));
        began.await.unwrap();
    });
    runtime.shutdown_timeout(Duration::from_secs(5));
    assert_eq!(log.lines(), CANCELLED);
}

#[tokio::test]
async fn a_dropped_join_set_cancels_its_scopes() {
    let log = Log::default();
    let (tell, began) = oneshot::channel();
    let mut set = task::JoinSet::new();
    set.spawn(waiting(&log, tell));
    began.await.unwrap();
    set.shutdown().await;
    assert_eq!(log.lines(), CANCELLED);
}

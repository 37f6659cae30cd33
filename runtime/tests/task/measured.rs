//! What a nursery says of itself.
#![cfg(feature = "metrics")]

use std::time::Duration;

use endstate::task::named;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use tokio::sync::oneshot;

use crate::job::{Job, endless, job};

/// A metric since it was looked at before: a snapshot sets everything back to zero.
fn since(snapshotter: &Snapshotter, name: &str) -> Option<DebugValue> {
    let all = snapshotter.snapshot().into_vec();
    let mut found = all.into_iter().filter(|(key, ..)| {
        let key = key.key();
        key.name() == name && key.labels().all(|label| label.value() == "measured")
    });
    found.next().map(|(_, _, _, value)| value)
}

fn measured(test: impl AsyncFnOnce(&Snapshotter)) {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime");
    metrics::with_local_recorder(&recorder, || runtime.block_on(test(&snapshotter)));
}

#[test]
fn live_children_are_counted_however_they_end() {
    measured(async |seen| {
        let gauge = |by: f64| Some(DebugValue::Gauge(by.into()));
        let done = named("measured")
            .nursery(async |n| {
                drop(n.spawn(job().run(endless))?);
                drop(n.spawn(job().run(async |j| Ok(j.done().exit())))?);
                drop(n.spawn(job().run(async |_| panic!("it breaks")))?);
                assert_eq!(since(seen, "endstate_task_live"), gauge(3.0));
                n.shutdown(Duration::from_secs(1)).await;
                assert!(n.spawn(job().run(endless)).is_err());
                Ok(())
            })
            .await;
        assert!(done.is_ok());
        assert_eq!(since(seen, "endstate_task_live"), gauge(-3.0));
    });
}

#[test]
fn a_child_that_does_not_stop_is_counted_once_however_often_it_is_waited_for() {
    let elsewhere = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .expect("a runtime");
    // Dropped before the runtime that would wait for the child.
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    measured(async |seen| {
        let counter = |count| Some(DebugValue::Counter(count));
        let failed = named("measured")
            .nursery(async |n| {
                let (began, is_running) = oneshot::channel();
                let inside = elsewhere.enter();
                drop(n.spawn(job().run(async move |j: Job<_>| {
                    let _ = began.send(());
                    // Blocks its thread, and does not stop when it is cancelled.
                    let _ = stopped.recv();
                    Ok(j.done().exit())
                }))?);
                drop(inside);
                is_running.await?;
                let shutdown = n.shutdown(Duration::ZERO).await;
                assert_eq!(shutdown.overdue.len(), 1);
                assert_eq!(since(seen, "endstate_task_overdue"), counter(1));
                Err::<(), _>("it does not stop".into())
            })
            .await
            .unwrap_err();
        assert_eq!(failed.overdue.len(), 1);
        assert_eq!(failed.overdue[0].lifecycle, "Job");
        assert_eq!(since(seen, "endstate_task_overdue"), counter(0));
    });
    drop(stop);
}

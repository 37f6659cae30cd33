//! Times without end, and none at all.

use std::{future::pending, time::Duration};

use endstate::task::{FailureCause, named, nursery};

use crate::job::{JobEnd, Told, endless, job};

#[tokio::test(start_paused = true)]
async fn times_that_the_clock_does_not_reach_are_no_times() {
    let ended = named("patient")
        .deadline(Duration::MAX)
        .overdue_after(Duration::MAX)
        .nursery(async |n| {
            let watcher = n.clone();
            let child = n.spawn(job().run(async move |j: crate::job::Job<_>| {
                watcher.closing().await;
                tokio::time::sleep(Duration::from_secs(1 << 20)).await;
                Ok(j.done().exit())
            }))?;
            let shutdown = n.shutdown(Duration::MAX).await;
            assert_eq!(shutdown.cancelled, 0);
            Ok(child.await)
        })
        .await;
    assert!(matches!(ended, Ok(JobEnd::Done(_))));
}

#[tokio::test(start_paused = true)]
async fn without_time_a_nursery_is_over_at_its_first_wait() {
    let hasty = named("hasty")
        .deadline(Duration::ZERO)
        .overdue_after(Duration::ZERO);
    assert_eq!(hasty.nursery(async |_| Ok(7)).await.ok(), Some(7));
    let told = Told::default();
    let observer = told.clone();
    let failed = hasty
        .nursery(async |n| -> Result<(), _> {
            drop(n.spawn(job().on_exit(move |_| observer.one()).run(endless))?);
            pending().await
        })
        .await
        .unwrap_err();
    assert!(matches!(failed.cause, FailureCause::TimedOut { after } if after.is_zero()));
    tokio::task::yield_now().await;
    assert_eq!(told.count(), 1);
}

#[test]
fn unless_set_a_cancelled_child_has_five_seconds_to_stop() {
    let elsewhere = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .expect("a runtime");
    // Dropped before the runtime that would wait for the child.
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let here = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    let waited = here.block_on(nursery(async |n| {
        let (began, is_running) = tokio::sync::oneshot::channel();
        let inside = elsewhere.enter();
        drop(n.spawn(job().run(async move |j: crate::job::Job<_>| {
            let _ = began.send(());
            // Blocks its thread, and does not stop when it is cancelled.
            let _ = stopped.recv();
            Ok(j.done().exit())
        }))?);
        drop(inside);
        is_running.await?;
        n.cancel();
        let cancelled = tokio::time::Instant::now();
        n.shutdown(Duration::ZERO).await;
        drop(stop);
        Ok(cancelled.elapsed())
    }));
    let waited = waited.expect("an `Ok` of its body");
    assert_eq!(waited.as_secs(), 5);
}

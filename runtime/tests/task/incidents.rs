//! Defects that were met in other systems, each as what they would be here.

use endstate::task::nursery;
use tokio::sync::mpsc;

use crate::job::{Job, JobEnd, Told, job};

/// A worker's heartbeat was a task of its own; a panic in the work skipped its abort, and it beat for ever.
#[tokio::test]
async fn a_heartbeat_stops_with_the_attempt_that_panicked() {
    let (beat, mut beats) = mpsc::channel(1);
    let attempt = job().run(async move |j: Job<_>| {
        let ended = nursery(async |attempt| {
            drop(attempt.spawn(job().run(async move |_| {
                while beat.send(()).await.is_ok() {}
                Err("nobody feels the pulse".into())
            }))?);
            let work = attempt.spawn(job().run(async |_| panic!("the work broke")))?;
            match work.await {
                JobEnd::Done(_) => Ok(()),
                end => Err(format!("the attempt ended as {end:?}").into()),
            }
        })
        .await;
        ended?;
        Ok(j.done().exit())
    });
    let JobEnd::Failed(failed) = attempt.await else {
        panic!("the panic was lost")
    };
    assert_eq!(failed.0, "the attempt ended as JobEnd::Crashed");
    while beats.recv().await.is_some() {}
}

/// Panics vanished with the join handle that nobody kept.
#[tokio::test]
async fn a_panic_is_told_although_the_child_was_dropped() {
    let told = Told::default();
    let observer = told.clone();
    let left = nursery(async |n| {
        let scope = job().on_exit(move |end| {
            assert!(matches!(end, JobEnd::Crashed(_)));
            observer.one();
        });
        drop(n.spawn(scope.run(async |_| panic!("nobody listens")))?);
        Ok(())
    })
    .await;
    assert!(left.is_ok());
    assert_eq!(told.count(), 1);
}

/// A shutdown joined a snapshot of the tasks, and missed those that were spawned meanwhile.
#[tokio::test]
async fn a_task_spawned_during_the_wait_is_joined_or_refused() {
    let told = Told::default();
    let observer = told.clone();
    let left = nursery(async |n| {
        let late = n.clone();
        drop(n.spawn(job().run(async move |j: Job<_>| {
            tokio::task::yield_now().await;
            // The body is over by now, and the nursery waits.
            let scope = job().on_exit(move |_| observer.one());
            drop(late.spawn(scope.run(async |j| Ok(j.done().exit())))?);
            Ok(j.done().exit())
        }))?);
        Ok(())
    })
    .await;
    assert!(left.is_ok());
    assert_eq!(told.count(), 1);
}

/// A lease was lost, and its holder went on for hours.
#[tokio::test]
async fn work_whose_lease_is_lost_is_cancelled_at_once() {
    let (lose, is_lost) = tokio::sync::oneshot::channel::<()>();
    let left = nursery(async |n| {
        let work = n.spawn(job().run(crate::job::endless))?;
        let lease = n.clone();
        drop(n.spawn(job().run(async move |j: Job<_>| {
            is_lost.await?;
            lease.cancel();
            Ok(j.done().exit())
        }))?);
        lose.send(()).map_err(|()| "nobody watches the lease")?;
        Ok(work.await)
    })
    .await;
    assert!(matches!(left, Ok(JobEnd::Cancelled(_))));
}

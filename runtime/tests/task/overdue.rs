//! A child that does not give control back is reported, and not waited for without end.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use endstate::task::named;
use tokio::sync::oneshot;

use crate::job::job;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_that_computes_for_ever_is_overdue() {
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let (began, is_running) = oneshot::channel();
    let left = named("stubborn")
        .overdue_after(Duration::from_millis(20))
        .nursery(async |n| {
            let child = n.spawn(job().run(async move |j: crate::job::Job<_>| {
                let _ = began.send(());
                while !stopped.load(Ordering::SeqCst) {
                    std::hint::spin_loop();
                }
                tokio::task::yield_now().await;
                Ok(j.done().exit())
            }))?;
            is_running.await?;
            let shutdown = n.shutdown(Duration::ZERO).await;
            assert_eq!(shutdown.cancelled, 1);
            assert_eq!(shutdown.overdue.len(), 1);
            assert_eq!(shutdown.overdue[0].child, child.id());
            assert_eq!(shutdown.overdue[0].lifecycle, "Job");
            // Not forgotten: it still counts, and its end still comes.
            assert_eq!(n.len(), 1);
            stop.store(true, Ordering::SeqCst);
            Ok(child.await)
        })
        .await;
    assert!(matches!(left, Ok(crate::job::JobEnd::Cancelled(_))));
}

/// Cancelled, it does not stop; a body that has come to its `Ok` all the same is not kept waiting for it without end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_child_that_computes_for_ever_does_not_keep_its_nursery() {
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let left = named("stubborn")
        .overdue_after(Duration::from_millis(20))
        .nursery(async |n| {
            let (began, is_running) = oneshot::channel();
            drop(n.spawn(job().run(async move |j: crate::job::Job<_>| {
                let _ = began.send(());
                while !stopped.load(Ordering::SeqCst) {
                    std::hint::spin_loop();
                }
                Ok(j.done().exit())
            }))?);
            is_running.await?;
            n.cancel();
            Ok(n)
        });
    let left = tokio::time::timeout(Duration::from_secs(10), left).await;
    stop.store(true, Ordering::SeqCst);
    let nursery = left.expect("it is left").expect("an `Ok` of its body");
    while !nursery.is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn those_that_are_overdue_are_told_in_the_order_of_their_spawning() {
    let stop = Arc::new(AtomicBool::new(false));
    let left = named("stubborn")
        .overdue_after(Duration::from_millis(20))
        .nursery(async |n| {
            let stubborn = async || -> Result<_, endstate::BoxError> {
                let (began, is_running) = oneshot::channel();
                let stopped = Arc::clone(&stop);
                let child = n.spawn(job().run(async move |j: crate::job::Job<_>| {
                    let _ = began.send(());
                    while !stopped.load(Ordering::SeqCst) {
                        std::thread::yield_now();
                    }
                    Ok(j.done().exit())
                }))?;
                is_running.await?;
                Ok(child.id())
            };
            let first = n.spawn(job().run(crate::job::endless))?;
            let second = stubborn().await?;
            first.cancel();
            drop(first.await);
            // In the seat of the first.
            let third = stubborn().await?;
            let shutdown = n.shutdown(Duration::ZERO).await;
            stop.store(true, Ordering::SeqCst);
            let overdue: Vec<_> = shutdown.overdue.iter().map(|it| it.child).collect();
            assert_eq!(overdue, [second, third]);
            Ok(())
        });
    assert!(left.await.is_ok());
}

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

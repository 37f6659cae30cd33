//! A shutdown gives its children a grace, and cancels what is left.

use std::time::Duration;

use endstate::task::{RefusedCause, nursery};

use crate::job::{JobEnd, job};

const GRACE: Duration = Duration::from_secs(10);

#[tokio::test(start_paused = true)]
async fn a_child_that_watches_stops_by_itself() {
    let ended = nursery(async |n| {
        let watcher = n.clone();
        let child = n.spawn(job().run(async move |j: crate::job::Job<_>| {
            watcher.closing().await;
            Ok(j.done().exit())
        }))?;
        let shutdown = n.shutdown(GRACE).await;
        Ok((shutdown, child.await))
    })
    .await;
    let Ok((shutdown, JobEnd::Done(_))) = ended else {
        panic!("{ended:?}")
    };
    assert_eq!(shutdown.cancelled, 0);
}

#[tokio::test(start_paused = true)]
async fn a_child_that_does_not_is_cancelled_after_the_grace() {
    let began = tokio::time::Instant::now();
    let ended = nursery(async |n| {
        let child = n.spawn(job().run(crate::job::endless))?;
        let shutdown = n.shutdown(GRACE).await;
        Ok((shutdown, child.await))
    })
    .await;
    let Ok((shutdown, JobEnd::Cancelled(_))) = ended else {
        panic!("{ended:?}")
    };
    assert_eq!(shutdown.cancelled, 1);
    assert!(shutdown.overdue.is_empty());
    assert_eq!(began.elapsed(), GRACE);
}

#[tokio::test(start_paused = true)]
async fn a_closing_token_can_be_handed_on() {
    let ended = nursery(async |n| {
        let closing = n.closing_token();
        let child = n.spawn(job().run(async move |j: crate::job::Job<_>| {
            closing.cancelled().await;
            Ok(j.done().exit())
        }))?;
        n.shutdown(GRACE).await;
        Ok(child.await)
    })
    .await;
    assert!(matches!(ended, Ok(JobEnd::Done(_))));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_spawned_during_a_shutdown_and_the_scope_comes_back() {
    let ended = nursery(async |n| {
        n.shutdown(GRACE).await;
        let refused = n
            .spawn(job().run(async |j| Ok(j.done().exit())))
            .unwrap_err();
        assert_eq!(refused.cause(), RefusedCause::Closed);
        Ok(refused.into_scope().await)
    })
    .await;
    assert!(matches!(ended, Ok(JobEnd::Done(_))));
}

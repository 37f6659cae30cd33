//! However the nursery is left, its children end.
#![expect(
    clippy::disallowed_methods,
    reason = "what a raw task does to a scope is what is tested"
)]

use std::{future::pending, time::Duration};

use endstate::task::{FailureCause, Nursery, RefusedCause, named, nursery};
use tokio::sync::oneshot;

use crate::job::{Told, job};

/// Children that would go on for ever.
fn endless(n: &Nursery, told: &Told, count: usize) -> Result<(), RefusedCause> {
    for _ in 0..count {
        let observer = told.clone();
        let scope = job().on_exit(move |_| observer.one());
        drop(n.spawn(scope.run(crate::job::endless))?);
    }
    Ok(())
}

#[tokio::test]
async fn an_error_in_the_body_cancels_the_children_and_comes_out() {
    let told = Told::default();
    let failed = nursery(async |n| {
        endless(&n, &told, 3)?;
        Err::<(), _>("the parent gave up".into())
    })
    .await
    .unwrap_err();
    assert_eq!(failed.to_string(), "the parent gave up");
    assert!(failed.overdue.is_empty());
    assert_eq!(told.count(), 3);
}

#[tokio::test]
async fn a_panic_in_the_body_goes_on_once_the_children_have_ended() {
    let told = Told::default();
    let seen = told.clone();
    let joined = tokio::spawn(async move {
        nursery(async |n| -> Result<(), _> {
            endless(&n, &told, 3)?;
            panic!("the parent broke")
        })
        .await
    })
    .await;
    let panic = joined.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the parent broke"));
    assert_eq!(seen.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_ends_body_and_children() {
    let told = Told::default();
    let after = Duration::from_secs(60);
    let failed = named("slow")
        .deadline(after)
        .nursery(async |n| -> Result<(), _> {
            endless(&n, &told, 3)?;
            pending().await
        })
        .await
        .unwrap_err();
    assert!(matches!(failed.cause, FailureCause::TimedOut { after: it } if it == after));
    assert_eq!(told.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_bounds_the_wait_for_children_too() {
    let told = Told::default();
    let failed = named("slow")
        .deadline(Duration::from_secs(60))
        .nursery(async |n| Ok(endless(&n, &told, 3)?))
        .await;
    assert!(failed.is_err());
    assert_eq!(told.count(), 3);
}

#[tokio::test]
async fn cancel_ends_the_children_and_lets_the_body_go_on() {
    let told = Told::default();
    let left = nursery(async |n| {
        endless(&n, &told, 3)?;
        n.cancel();
        assert!(!n.is_open());
        Ok("the body's own value")
    })
    .await;
    assert_eq!(left.ok(), Some("the body's own value"));
    assert_eq!(told.count(), 3);
}

#[tokio::test]
async fn a_nursery_whose_future_is_dropped_cancels_its_children() {
    let told = Told::default();
    let seen = told.clone();
    let (began, is_running) = oneshot::channel();
    let (gone, all_gone) = oneshot::channel::<()>();
    let parent = tokio::spawn(async move {
        nursery(async |n| -> Result<(), _> {
            endless(&n, &told, 2)?;
            let observer = told.clone();
            // Dropped with the last child's body, which is how the test learns of it.
            let last = job().on_exit(move |_| observer.one());
            drop(n.spawn(last.run(async move |_| {
                let _gone = gone;
                let _ = began.send(());
                pending::<Result<_, _>>().await
            }))?);
            pending().await
        })
        .await
    });
    is_running.await.unwrap();
    parent.abort();
    assert!(parent.await.unwrap_err().is_cancelled());
    assert!(all_gone.await.is_err());
    while seen.count() < 3 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn a_runtime_that_shuts_down_ends_every_child_once() {
    let told = Told::default();
    let seen = told.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let (began, is_running) = std::sync::mpsc::channel();
    runtime.spawn(nursery(async move |n: Nursery| -> Result<(), _> {
        endless(&n, &told, 50)?;
        began.send(())?;
        pending().await
    }));
    is_running.recv().unwrap();
    drop(runtime);
    assert_eq!(seen.count(), 50);
}

/// Tells how many ends there were when a panic came by.
struct SeesPanic(Told, Option<oneshot::Sender<usize>>);

impl Drop for SeesPanic {
    fn drop(&mut self) {
        if let Some(tell) = self.1.take() {
            let _ = tell.send(self.0.count());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_a_body_that_the_deadline_drops_goes_on_once_the_children_have_ended() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("it cannot be closed")
        }
    }
    let (tell, ends) = oneshot::channel();
    let joined = tokio::spawn(async move {
        let told = Told::default();
        let _sees = SeesPanic(told.clone(), Some(tell));
        let slow = named("slow").deadline(Duration::from_secs(60));
        slow.nursery(async |n| -> Result<(), _> {
            endless(&n, &told, 3)?;
            let _kept = Panics;
            pending().await
        })
        .await
    });
    let panic = joined.await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"it cannot be closed"));
    assert_eq!(ends.await, Ok(3));
}

//! What is dropped last, and what becomes of a permit when a destructor panics.

use std::{
    future::{Future, pending},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    task::{Context, Waker},
    time::Duration,
};

use endstate::permit::{Failure, Limiter, Permit};
use tokio::time::timeout;

use crate::job::{HOLD_LIMIT, load, of, settle};

/// Tells how many permits are held when it goes.
struct Looks(Limiter, mpsc::Sender<usize>);

impl Drop for Looks {
    fn drop(&mut self) {
        let _ = self.1.send(self.0.status().in_flight);
    }
}

fn looks(limiter: &Limiter) -> (Looks, mpsc::Receiver<usize>) {
    let (tell, told) = mpsc::channel();
    (Looks(limiter.clone(), tell), told)
}

struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("it cannot be closed")
    }
}

async fn keeps<T>(what: T) {
    let _kept = what;
    pending::<()>().await;
}

/// Whenever it is dropped, before its first poll or after.
async fn is_gone_before_its_permit_is_free<Fut: Future>(wait: fn(Permit, Looks) -> Fut) {
    for polls in 0..2 {
        let limiter = of(1);
        let (looks, told) = looks(&limiter);
        let permit = limiter.acquire().await.expect("it is free");
        let mut wait = Box::pin(wait(permit, looks));
        for _ in 0..polls {
            let polled = wait.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(polled.is_pending());
        }
        drop(wait);
        assert_eq!(told.recv(), Ok(1), "dropped after {polls} polls");
        assert_eq!(load(&limiter), (0, 0));
    }
}

#[tokio::test]
async fn a_bounded_wait_is_gone_before_its_permit_is_free() {
    is_gone_before_its_permit_is_free(|permit, looks| permit.bounded(keeps(looks))).await;
}

#[tokio::test]
async fn an_unbounded_wait_is_gone_before_its_permit_is_free() {
    is_gone_before_its_permit_is_free(|permit, looks| {
        permit.across_unbounded("the order is tested", keeps(looks))
    })
    .await;
}

#[tokio::test]
async fn a_body_that_is_cancelled_or_panics_is_gone_before_its_permit_is_free() {
    for panics in [false, true] {
        let limiter = of(1);
        let (looks, told) = looks(&limiter);
        let run = limiter.run(async move |_| -> Result<(), _> {
            let _looks = looks;
            settle().await;
            assert!(!panics, "the body breaks");
            pending().await
        });
        let joined = tokio::spawn(timeout(Duration::from_millis(20), run)).await;
        assert_eq!(joined.is_err(), panics);
        settle().await;
        assert_eq!(told.recv(), Ok(1));
        assert_eq!(load(&limiter), (0, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_whose_destructor_panics_at_the_limit_frees_its_permit_and_is_told() {
    let limiter = of(1);
    let run = limiter.run(async |_| {
        keeps(Panics).await;
        Ok(())
    });
    let panic = tokio::spawn(run).await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"it cannot be closed"));
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_body_whose_destructor_panics_when_its_caller_leaves_frees_its_permit() {
    let limiter = of(1);
    let run = limiter.run(async |_| {
        keeps(Panics).await;
        Ok(())
    });
    assert!(timeout(HOLD_LIMIT / 2, run).await.is_err());
    settle().await;
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_bounded_wait_whose_destructor_panics_frees_its_permit() {
    let limiter = of(1);
    let permit = limiter.acquire().await.unwrap();
    let panicked = tokio::spawn(permit.bounded(keeps(Panics)).map_to_unit()).await;
    assert!(panicked.is_err());
    assert_eq!(load(&limiter), (0, 0));
}

/// A pair with a permit in it cannot leave a task.
trait MapToUnit: Future + Sized {
    async fn map_to_unit(self) {
        drop(self.await);
    }
}

impl<F: Future> MapToUnit for F {}

#[tokio::test(start_paused = true)]
async fn a_body_that_panics_before_it_is_a_future_frees_its_permit() {
    fn body(_: endstate::permit::Held<'_>) -> std::future::Ready<Result<(), endstate::BoxError>> {
        panic!("it never began")
    }
    let limiter = of(1);
    let run = limiter.run(body);
    assert!(tokio::spawn(run).await.is_err());
    assert_eq!(load(&limiter), (0, 0));
}

/// A wait for a permit that is given up while a panic unwinds.
#[tokio::test]
async fn a_panic_that_unwinds_through_a_wait_leaves_the_queue() {
    let limiter = of(1);
    let held = limiter.try_acquire();
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        let mut waits = Box::pin(limiter.acquire());
        let polled = waits.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_ready(), "it waits");
    }));
    assert!(unwound.is_err());
    assert_eq!(load(&limiter), (1, 0));
    drop(held);
    assert!(!matches!(
        limiter.run(async |_| Ok(())).await,
        Err(Failure::NotAcquired(_))
    ));
}

//! Defects that were met in other systems, each as what it would be here.

use std::{future::pending, num::NonZeroUsize, pin::pin, time::Duration};

use endstate::permit::{AcquireError, Limiter};
use tokio::{sync::oneshot, time::timeout};

use crate::job::{ACQUIRE_TIMEOUT, HOLD_LIMIT, load, of, settle};

/// A permit was held by a future that `select!` no longer polled, in a loop that waited for the same permits: everything hung.
#[tokio::test(start_paused = true)]
async fn a_run_that_its_caller_stops_polling_goes_on_and_ends() {
    let limiter = of(1);
    let (go, gone) = oneshot::channel::<()>();
    let mut first = pin!(limiter.run(async move |_held| {
        gone.await?;
        Ok("first")
    }));
    tokio::select! {
        biased;
        _ = &mut first => panic!("it waits"),
        () = settle() => {}
    }
    go.send(()).unwrap();
    // `first` is alive and polled by nobody, and its permit comes free all the same.
    let second = limiter.run(async |_held| Ok("second")).await;
    assert_eq!(second.unwrap(), "second");
    assert_eq!(first.await.unwrap(), "first");
}

/// The same with a caller that waits for its turn when it is polled no more.
#[tokio::test(start_paused = true)]
async fn a_turn_that_comes_to_a_caller_that_is_not_polled_is_used() {
    let limiter = of(1);
    let held = limiter.try_acquire().unwrap();
    let mut first = pin!(limiter.run(async |_held| Ok("first")));
    tokio::select! {
        biased;
        _ = &mut first => panic!("there is no permit"),
        () = settle() => {}
    }
    drop(held);
    let second = limiter.run(async |_held| Ok("second")).await;
    assert_eq!(second.unwrap(), "second");
    assert_eq!(first.await.unwrap(), "first");
}

/// `acquire()` had no time-out: after a leak every request hung, and the health check said that all was well.
#[tokio::test(start_paused = true)]
async fn a_leaked_permit_does_not_hang_every_request() {
    let limiter = Limiter::new(NonZeroUsize::MIN);
    std::mem::forget(limiter.acquire().await);
    let bound = ACQUIRE_TIMEOUT + Duration::from_secs(1);
    let waited = timeout(bound, limiter.acquire()).await;
    assert!(matches!(waited, Ok(Err(AcquireError::TimedOut { .. }))));
    tokio::time::advance(HOLD_LIMIT).await;
    let status = limiter.status();
    assert_eq!((status.overheld, status.in_flight), (1, 1));
}

/// The permit was kept until the response future was dropped, long after the work.
#[tokio::test]
async fn a_permit_does_not_outlive_its_body() {
    let limiter = of(1);
    let mut run = Box::pin(limiter.run(async |_held| Ok(())));
    tokio::select! {
        biased;
        done = &mut run => done.unwrap(),
        () = pending() => {}
    }
    // The future is alive, the permit is not.
    assert_eq!(load(&limiter), (0, 0));
    drop(run);
}

/// `poll_ready` reserved a slot, and the service that held it idled.
#[tokio::test(start_paused = true)]
async fn a_run_that_is_made_and_not_awaited_reserves_nothing() {
    let limiter = of(1);
    let idle = limiter.run(async |_held| Ok(()));
    settle().await;
    assert_eq!(load(&limiter), (0, 0));
    assert!(limiter.try_acquire().is_some());
    idle.await.unwrap();
}

//! Who gets a permit, when, and what is said to whoever does not.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use endstate::permit::AcquireError;

use crate::job::{ACQUIRE_TIMEOUT, load, of, settle};

#[tokio::test]
async fn a_permit_is_given_back_on_drop() {
    let limiter = of(1);
    let permit = limiter.acquire().await.unwrap();
    assert_eq!(load(&limiter), (1, 0));
    assert!(limiter.try_acquire().is_none());
    drop(permit);
    assert_eq!(load(&limiter), (0, 0));
    assert!(limiter.try_acquire().is_some());
}

#[tokio::test(start_paused = true)]
async fn a_time_out_says_who_holds() {
    let limiter = of(2);
    let _first = limiter.try_acquire().unwrap();
    tokio::time::advance(Duration::from_secs(5)).await;
    let _second = limiter.try_acquire().unwrap();
    let also_waits = limiter.clone();
    let other = tokio::spawn(async move { also_waits.acquire().await.map(drop) });
    settle().await;
    tokio::time::advance(Duration::from_secs(1)).await;
    let AcquireError::TimedOut {
        limiter: name,
        after,
        status,
    } = limiter.acquire().await.unwrap_err()
    else {
        panic!("there is a runtime")
    };
    assert_eq!((name, after), ("test", ACQUIRE_TIMEOUT));
    assert_eq!((status.capacity, status.in_flight), (2, 2));
    assert_eq!(status.longest_hold, Some(Duration::from_secs(36)));
    // The other one gave up a second before.
    assert_eq!(status.waiting, 0);
    assert!(other.await.unwrap().is_err());
}

#[tokio::test(start_paused = true)]
async fn a_time_out_reads_as_a_sentence() {
    let limiter = of(1);
    let _held = limiter.try_acquire().unwrap();
    let error = limiter.acquire().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "no permit of `test` within 30s: 1 of 1 permits are held, the longest for 30.0s, and 0 wait"
    );
}

#[tokio::test]
async fn a_status_shows_who_waits_and_since_when() {
    tokio::time::pause();
    let limiter = of(1);
    let held = limiter.try_acquire().unwrap();
    tokio::time::advance(Duration::from_secs(2)).await;
    let waits = limiter.clone();
    let waiting = tokio::spawn(async move { waits.acquire().await.map(drop) });
    settle().await;
    tokio::time::advance(Duration::from_secs(3)).await;
    assert_eq!(limiter.status().longest_hold, Some(Duration::from_secs(5)));
    assert_eq!(limiter.status().waiting, 1);
    assert_eq!(limiter.status().longest_wait, Some(Duration::from_secs(3)));
    drop(held);
    waiting.await.unwrap().unwrap();
    assert_eq!(load(&limiter), (0, 0));
}

#[test]
fn nobody_overtakes_who_waits() {
    let limiter = of(1);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let held = limiter.try_acquire().unwrap();
        let mut first = pin!(limiter.acquire());
        let mut second = pin!(limiter.acquire());
        let mut cx = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut cx).is_pending());
        assert!(second.as_mut().poll(&mut cx).is_pending());
        drop(held);
        // It is the first one's, polled or not.
        assert!(limiter.try_acquire().is_none());
        assert!(second.as_mut().poll(&mut cx).is_pending());
        let Poll::Ready(Ok(permit)) = first.as_mut().poll(&mut cx) else {
            panic!("it was its turn")
        };
        assert!(second.as_mut().poll(&mut cx).is_pending());
        drop(permit);
        assert!(second.as_mut().poll(&mut cx).is_ready());
    });
}

#[test]
fn a_turn_that_was_not_seen_goes_to_the_next() {
    let limiter = of(1);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let held = limiter.try_acquire().unwrap();
        let mut first = Box::pin(limiter.acquire());
        let mut second = pin!(limiter.acquire());
        let mut cx = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut cx).is_pending());
        assert!(second.as_mut().poll(&mut cx).is_pending());
        drop(held);
        drop(first);
        assert!(second.as_mut().poll(&mut cx).is_ready());
    });
    assert_eq!(load(&limiter), (0, 0));
}

#[test]
fn outside_a_runtime_a_free_permit_is_given_and_a_wait_is_refused() {
    let limiter = of(1);
    let mut cx = Context::from_waker(Waker::noop());
    let Poll::Ready(Ok(permit)) = pin!(limiter.acquire()).poll(&mut cx) else {
        panic!("it is free")
    };
    let Poll::Ready(Err(refused)) = pin!(limiter.acquire()).poll(&mut cx) else {
        panic!("nothing could bound the wait")
    };
    assert_eq!(refused, AcquireError::NoRuntime);
    drop(permit);
    assert_eq!(load(&limiter), (0, 0));
}

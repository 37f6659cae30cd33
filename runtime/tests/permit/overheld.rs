//! A permit that is held past its limit is reported, and never taken away.

use std::{
    future::Future,
    num::NonZeroUsize,
    task::{Context, Waker},
};

use endstate::permit::named;
use tokio::time::sleep;

use crate::job::{HOLD_LIMIT, load, of, settle};

#[tokio::test(start_paused = true)]
async fn a_permit_past_its_limit_is_overheld_until_it_is_given_back() {
    let limiter = of(2);
    let permit = limiter.acquire().await.unwrap();
    tokio::time::advance(HOLD_LIMIT * 9 / 10).await;
    assert_eq!(limiter.status().overheld, 0);
    tokio::time::advance(HOLD_LIMIT / 10).await;
    assert_eq!(limiter.status().overheld, 1);
    assert_eq!(load(&limiter), (1, 0));
    drop(permit);
    assert_eq!(limiter.status().overheld, 0);
}

/// A turn that comes to somebody who does not look counts as held, and leaves nothing behind.
#[tokio::test(start_paused = true)]
async fn a_turn_that_nobody_looks_at_counts_as_held_past_its_limit() {
    let limiter = of(1);
    let held = limiter.try_acquire();
    let mut waits = Box::pin(limiter.acquire());
    let polled = waits.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    drop(held);
    sleep(2 * HOLD_LIMIT).await;
    assert_eq!(load(&limiter), (1, 0));
    assert_eq!(limiter.status().overheld, 1);
    drop(waits);
    assert_eq!(load(&limiter), (0, 0));
}

/// Runs `test` with a count of the tasks beside it: the watch is one.
fn beside_tasks(test: impl AsyncFnOnce(&dyn Fn() -> usize)) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime");
    let tasks = || runtime.metrics().num_alive_tasks();
    runtime.block_on(test(&tasks));
}

#[test]
fn one_watches_for_as_long_as_somebody_holds() {
    let limiter = of(2);
    beside_tasks(async |tasks| {
        let first = limiter.acquire().await;
        let second = limiter.acquire().await;
        settle().await;
        assert_eq!(tasks(), 1);
        drop(first);
        sleep(2 * HOLD_LIMIT).await;
        assert_eq!(tasks(), 1);
        drop(second);
        sleep(2 * HOLD_LIMIT).await;
        assert_eq!(tasks(), 0);
    });
}

/// Each test has a runtime of its own, and a limiter may be older than any of them.
#[test]
fn a_watch_whose_runtime_is_gone_begins_again_on_the_next() {
    let limiter = of(1);
    for _ in 0..2 {
        beside_tasks(async |tasks| {
            let permit = limiter.acquire().await;
            settle().await;
            assert_eq!(tasks(), 1);
            drop(permit);
        });
    }
    assert_eq!(load(&limiter), (0, 0));
}

#[test]
fn a_permit_that_came_by_waiting_is_watched_though_nobody_watched_before() {
    let limiter = of(1);
    // Outside a runtime there is nobody to.
    let held = limiter.try_acquire();
    beside_tasks(async |tasks| {
        let mut waits = Box::pin(limiter.acquire());
        let polled = waits.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending());
        drop(held);
        let permit = waits.await;
        settle().await;
        assert_eq!((tasks(), permit.is_ok()), (1, true));
    });
}

/// At the limit it is cancelled, and has some time to stop; a permit as a value has none.
#[tokio::test(start_paused = true)]
async fn a_body_is_overheld_when_it_should_have_stopped() {
    let limiter = named("stops")
        .hold_limit(HOLD_LIMIT)
        .overdue_after(HOLD_LIMIT)
        .limiter(NonZeroUsize::MIN);
    let watched = limiter.clone();
    let run = limiter.run(async move |_held| {
        let mut seen = Vec::new();
        for _ in 0..2 {
            // Polled once: the clock moves, and the body does not give control back.
            let mut moves = Box::pin(tokio::time::advance(HOLD_LIMIT));
            let polled = moves.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(polled.is_pending());
            seen.push(watched.status().overheld);
        }
        Ok(seen)
    });
    assert_eq!(run.await.unwrap(), [0, 1]);
}

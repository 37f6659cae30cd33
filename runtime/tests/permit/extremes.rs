//! Times without end, and none at all.

use std::{
    future::{Future, pending},
    num::NonZeroUsize,
    task::{Context, Waker},
    time::Duration,
};

use endstate::permit::{AcquireError, Failure, Limiter, named};
use tokio::time::{Instant, sleep};

use crate::job::{load, settle};

fn with(acquire: Duration, hold: Duration, overdue: Duration) -> Limiter {
    named("extreme")
        .acquire_timeout(acquire)
        .hold_limit(hold)
        .overdue_after(overdue)
        .limiter(NonZeroUsize::MIN)
}

#[tokio::test(start_paused = true)]
async fn times_that_the_clock_does_not_reach_are_no_times() {
    let limiter = with(Duration::MAX, Duration::MAX, Duration::MAX);
    let permit = limiter.acquire().await.unwrap();
    let (permit, done) = permit.bounded(sleep(Duration::from_secs(1 << 20))).await;
    assert!(done.is_ok());
    assert_eq!(limiter.status().overheld, 0);
    let other = limiter.clone();
    let waiting = tokio::spawn(async move { other.acquire().await.map(drop) });
    settle().await;
    drop(permit);
    waiting.await.unwrap().unwrap();
    let run = limiter.run(async |mut held| {
        assert_eq!(held.time_left(), Duration::MAX);
        sleep(Duration::from_secs(1 << 20)).await;
        Ok(held.released(async { 7 }).await?)
    });
    assert_eq!(run.await.unwrap(), 7);
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_time_to_stop_without_end_is_waited_out() {
    let limiter = with(Duration::ZERO, Duration::from_secs(1), Duration::MAX);
    let began = Instant::now();
    let run = limiter.run(async |_| pending::<Result<(), _>>().await);
    assert!(matches!(
        run.await,
        Err(Failure::HeldTooLong { stopped: true, .. })
    ));
    assert_eq!(began.elapsed(), Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn without_time_to_wait_a_permit_is_had_at_once_or_not() {
    let limiter = with(Duration::ZERO, Duration::MAX, Duration::ZERO);
    let permit = limiter.acquire().await.unwrap();
    let refused = limiter.acquire().await.unwrap_err();
    assert!(matches!(refused, AcquireError::TimedOut { .. }));
    drop(permit);
    assert!(limiter.acquire().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn without_time_to_hold_a_body_runs_to_its_first_wait() {
    let limiter = with(Duration::MAX, Duration::ZERO, Duration::ZERO);
    assert_eq!(limiter.run(async |_| Ok(7)).await.unwrap(), 7);
    let run = limiter.run(async |_| pending::<Result<(), _>>().await);
    assert!(matches!(run.await, Err(Failure::HeldTooLong { .. })));
    let (permit, done) = limiter.acquire().await.unwrap().bounded(async { 7 }).await;
    assert_eq!(done, Ok(7));
    let (_, done) = permit.bounded(pending::<()>()).await;
    assert!(done.is_err());
}

#[tokio::test(start_paused = true)]
async fn unless_set_the_times_are_those_of_the_documentation() {
    let limiter = Limiter::new(NonZeroUsize::MIN);
    let held = limiter.try_acquire();
    let began = Instant::now();
    assert!(limiter.acquire().await.is_err());
    assert_eq!(began.elapsed(), Duration::from_secs(30));
    drop(held);
    let watched = limiter.clone();
    let run = limiter.run(async move |_held| -> Result<(), _> {
        for (further, overheld) in [(34_999, 0), (1, 1)] {
            // Polled once: the clock moves, and the body does not give control back.
            let mut moves = Box::pin(tokio::time::advance(Duration::from_millis(further)));
            let polled = moves.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(polled.is_pending());
            assert_eq!(watched.status().overheld, overheld);
        }
        pending().await
    });
    let Err(Failure::HeldTooLong { limit, .. }) = run.await else {
        panic!("it waits for ever")
    };
    assert_eq!(limit, Duration::from_secs(30));
}

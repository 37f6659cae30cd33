//! A permit as a value: what waits beside it, and for how long.

use std::time::Duration;

use endstate::{Rule, permit::TimedOut, waivers};
use tokio::time::{Instant, sleep};

use crate::job::{HOLD_LIMIT, load, of};

#[tokio::test(start_paused = true)]
async fn a_bounded_wait_gives_permit_and_output_back() {
    let limiter = of(1);
    let permit = limiter.acquire().await.unwrap();
    let (permit, done) = permit.bounded(async { 7 }).await;
    assert_eq!(done, Ok(7));
    assert_eq!(load(&limiter), (1, 0));
    drop(permit);
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_bounded_wait_ends_at_the_hold_limit() {
    let limiter = of(1);
    let began = Instant::now();
    let permit = limiter.acquire().await.unwrap();
    let (permit, first) = permit.bounded(sleep(HOLD_LIMIT / 3)).await;
    assert!(first.is_ok());
    // The limit is that of the hold, not of each wait.
    let (permit, second) = permit.bounded(sleep(HOLD_LIMIT)).await;
    let TimedOut {
        limiter: name,
        limit,
        ..
    } = second.unwrap_err();
    assert_eq!((name, limit), ("test", HOLD_LIMIT));
    assert_eq!(began.elapsed(), HOLD_LIMIT);
    assert_eq!(permit.held_for(), HOLD_LIMIT);
    assert_eq!(load(&limiter), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_bounded_wait_that_is_dropped_gives_the_permit_back() {
    let limiter = of(1);
    let permit = limiter.acquire().await.unwrap();
    tokio::select! {
        biased;
        _ = permit.bounded(sleep(HOLD_LIMIT)) => panic!("it takes longer"),
        () = sleep(Duration::from_secs(1)) => {}
    }
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_released_permit_is_free_until_it_is_reacquired() {
    let limiter = of(1);
    let permit = limiter.acquire().await.unwrap();
    let released = permit.release_before_wait();
    assert_eq!(load(&limiter), (0, 0));
    let meanwhile = limiter.try_acquire();
    assert!(meanwhile.is_some());
    drop(meanwhile);
    let again = released.reacquire().await.unwrap();
    assert_eq!(again.held_for(), Duration::ZERO);
    assert_eq!(load(&limiter), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_declared_exception_is_listed_with_its_reason_and_place() {
    let limiter = of(1);
    let reason = "the migration runs alone, however long it takes";
    for _ in 0..2 {
        let permit = limiter.acquire().await.unwrap();
        let (permit, done) = permit.across_unbounded(reason, async { 7 }).await;
        assert_eq!(done, 7);
        drop(permit);
    }
    let all = waivers();
    let waiver = all.iter().find(|waiver| waiver.reason == reason).unwrap();
    assert_eq!(waiver.rule, Rule::PermitNotHeldAcrossUnboundedWait);
    assert!(waiver.at.file().ends_with("value.rs"), "{waiver}");
    assert_eq!(waiver.count, 2);
    assert!(waiver.to_string().ends_with(reason), "{waiver}");
}

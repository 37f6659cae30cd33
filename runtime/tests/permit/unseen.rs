//! A turn that comes to somebody who does not look: it counts as held, is reported past the limit, and leaves nothing behind.

use std::{
    future::Future,
    task::{Context, Waker},
};

use tokio::time::sleep;

use crate::job::{HOLD_LIMIT, load, of};

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

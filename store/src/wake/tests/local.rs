//! Within one process.

use std::{
    cell::Cell,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use super::{TICK, Topic, Uuid, WITHIN, Wakes};

#[tokio::test(start_paused = true)]
async fn a_move_wakes_who_waits_for_the_row_or_the_table_at_once() {
    let (wakes, relay) = Wakes::new(TICK);
    drop(relay);
    for topic in [Topic::Row(Uuid::now_v7()), Topic::Table("projects")] {
        let began = tokio::time::Instant::now();
        let moved = Cell::new(false);
        let mut subscription = wakes.subscribe(topic);
        let wait = subscription.wait_until(WITHIN, || {
            let moved = moved.get();
            async move { moved }
        });
        let mut wait = pin!(wait);
        let mut cx = Context::from_waker(Waker::noop());
        assert!(wait.as_mut().poll(&mut cx).is_pending());
        moved.set(true);
        wakes.moved([topic]);
        wait.await.unwrap();
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
}

#[tokio::test(start_paused = true)]
async fn where_every_wake_is_lost_the_fallback_tick_finds_it() {
    let (wakes, relay) = Wakes::new(Duration::from_secs(1));
    drop(relay);
    let began = tokio::time::Instant::now();
    let checks = Cell::new(0);
    let mut subscription = wakes.subscribe(Topic::Row(Uuid::now_v7()));
    let waited = subscription.wait_until(WITHIN, || {
        checks.set(checks.get() + 1);
        let is_second = checks.get() == 2;
        async move { is_second }
    });
    waited.await.unwrap();
    assert_eq!(began.elapsed(), Duration::from_secs(1));
}

#[cfg(feature = "postgres")]
#[test]
fn nothing_is_kept_for_a_relay_that_is_gone() {
    let (wakes, relay) = Wakes::new(TICK);
    let topic = Topic::Table("projects");
    wakes.moved([topic]);
    assert!(wakes.shared.queue.take().is_some());
    drop(relay);
    wakes.moved([topic]);
    assert_eq!(wakes.shared.queue.take(), None);
}

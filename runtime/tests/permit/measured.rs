//! What a limiter says of itself.
#![cfg(feature = "metrics")]

use std::{
    future::Future,
    task::{Context, Waker},
    time::Duration,
};

use endstate::permit::Limiter;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};

use tokio::time::sleep;

use crate::job::{HOLD_LIMIT, of, settle};

/// A metric since it was looked at before: a snapshot sets everything back to zero.
fn value(snapshotter: &Snapshotter, name: &str) -> Option<DebugValue> {
    let all = snapshotter.snapshot().into_vec();
    let mut found = all.into_iter().filter(|(key, ..)| key.key().name() == name);
    found.next().map(|(_, _, _, value)| value)
}

/// By how much a gauge has changed since then.
fn changed(snapshotter: &Snapshotter, name: &str, by: f64) {
    let expected = DebugValue::Gauge(by.into());
    assert_eq!(value(snapshotter, name), Some(expected), "{name}");
}

fn of_one(test: impl AsyncFnOnce(Limiter, &Snapshotter)) {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime");
    metrics::with_local_recorder(&recorder, || {
        runtime.block_on(test(of(1), &snapshotter));
    });
}

#[test]
fn the_overheld_gauge_goes_up_at_the_limit_and_down_again() {
    of_one(async |limiter, seen| {
        let permit = limiter.acquire().await.unwrap();
        settle().await;
        sleep(HOLD_LIMIT + Duration::from_secs(1)).await;
        changed(seen, "endstate_permit_overheld", 1.0);
        // Reported once, however long it lasts.
        sleep(3 * HOLD_LIMIT).await;
        changed(seen, "endstate_permit_overheld", 0.0);
        drop(permit);
        changed(seen, "endstate_permit_overheld", -1.0);
    });
}

#[test]
fn each_hold_is_reported_at_its_own_limit() {
    let limiter = of(2);
    of_one(async move |_, seen| {
        let first = limiter.acquire().await.unwrap();
        sleep(HOLD_LIMIT / 2).await;
        let second = limiter.acquire().await.unwrap();
        sleep(HOLD_LIMIT / 2 + Duration::from_secs(1)).await;
        changed(seen, "endstate_permit_overheld", 1.0);
        sleep(HOLD_LIMIT / 2).await;
        changed(seen, "endstate_permit_overheld", 1.0);
        drop((first, second));
        changed(seen, "endstate_permit_overheld", -2.0);
    });
}

#[test]
fn a_watch_that_ended_begins_again_with_the_next_hold() {
    of_one(async |limiter, seen| {
        drop(limiter.acquire().await);
        sleep(2 * HOLD_LIMIT).await;
        let permit = limiter.acquire().await.unwrap();
        sleep(HOLD_LIMIT + Duration::from_secs(1)).await;
        changed(seen, "endstate_permit_overheld", 1.0);
        drop(permit);
    });
}

#[test]
fn who_holds_and_who_waits_is_counted_and_timed() {
    of_one(async |limiter, seen| {
        let permit = limiter.acquire().await.unwrap();
        changed(seen, "endstate_permit_in_flight", 1.0);
        let waits = limiter.clone();
        let waiting = tokio::spawn(async move { waits.acquire().await.map(drop) });
        settle().await;
        changed(seen, "endstate_permit_waiting", 1.0);
        sleep(Duration::from_secs(2)).await;
        drop(permit);
        waiting.await.unwrap().unwrap();
        // What was recorded before the looks above is not shown again: the first permit's wait of nothing.
        let all = seen.snapshot().into_vec();
        let shown = |name: &str, expected: DebugValue| {
            let found = all.iter().find(|(key, ..)| key.key().name() == name);
            assert_eq!(
                found.map(|(_, _, _, value)| value),
                Some(&expected),
                "{name}"
            );
        };
        let seconds =
            |all: &[f64]| DebugValue::Histogram(all.iter().map(|&it| it.into()).collect());
        shown(
            "endstate_permit_in_flight",
            DebugValue::Gauge((-1.0).into()),
        );
        shown("endstate_permit_waiting", DebugValue::Gauge((-1.0).into()));
        shown("endstate_permit_wait_seconds", seconds(&[2.0]));
        shown("endstate_permit_hold_seconds", seconds(&[2.0, 0.0]));
    });
}

#[test]
fn a_turn_that_nobody_looked_at_goes_out_of_the_gauge_when_it_is_given_up() {
    of_one(async |limiter, seen| {
        let held = limiter.acquire().await.unwrap();
        let mut waits = Box::pin(limiter.acquire());
        let mut cx = Context::from_waker(Waker::noop());
        assert!(waits.as_mut().poll(&mut cx).is_pending());
        drop(held);
        sleep(2 * HOLD_LIMIT).await;
        changed(seen, "endstate_permit_overheld", 1.0);
        drop(waits);
        changed(seen, "endstate_permit_overheld", -1.0);
    });
}

#[test]
fn a_time_out_is_counted() {
    of_one(async |limiter, seen| {
        let _held = limiter.try_acquire();
        assert!(limiter.acquire().await.is_err());
        assert_eq!(
            value(seen, "endstate_permit_timed_out"),
            Some(DebugValue::Counter(1))
        );
    });
}

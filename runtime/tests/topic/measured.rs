//! What the gauges and counters show.
#![expect(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]

use std::{collections::BTreeMap, future::ready, num::NonZeroUsize, time::Duration};

use endstate::topic::named;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};

use crate::board::{Event, LONG, Projects, once};

/// The changes since the last call, by metric.
fn changes(of: &Snapshotter) -> BTreeMap<String, f64> {
    let shown = of.snapshot().into_vec().into_iter();
    let changes = shown.map(|(key, _, _, value)| {
        let key = key.key();
        let labels: Vec<_> = key.labels().map(|l| (l.key(), l.value())).collect();
        assert_eq!(labels, [("hub", "measured")]);
        let value = match value {
            DebugValue::Counter(more) => f64::from(u32::try_from(more).unwrap()),
            DebugValue::Gauge(by) => by.into_inner(),
            DebugValue::Histogram(_) => panic!("a hub has no histogram"),
        };
        (key.name().to_owned(), value)
    });
    changes.filter(|(_, value)| *value != 0.0).collect()
}

fn expected<const N: usize>(changes: [(&str, f64); N]) -> BTreeMap<String, f64> {
    let changes = changes.map(|(name, by)| (format!("endstate_topic_{name}"), by));
    changes.into_iter().collect()
}

#[test]
fn gauges_go_up_and_come_back_and_counters_count() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let recorder = DebuggingRecorder::new();
    let shown = recorder.snapshotter();
    metrics::with_local_recorder(&recorder, || runtime.block_on(walk(&shown)));
}

async fn walk(shown: &Snapshotter) {
    let hub: Projects = named("measured").buffer(NonZeroUsize::MIN).hub();
    hub.announce(&1, Event::Asked);
    assert_eq!(changes(shown), expected([]));

    let (mut first, mut second) = (hub.subscribe(1), hub.subscribe(1));
    let joined = expected([("topics", 1.0), ("subscriptions", 2.0)]);
    assert_eq!(changes(shown), joined);

    let mut waits = first.wait_until(LONG, async || false);
    let mut reads = Box::pin(second.next(LONG));
    assert!(once(&mut waits).await.is_pending());
    assert!(once(&mut reads).await.is_pending());
    // Who reads news is not waiting for an answer.
    assert_eq!(changes(shown), expected([("waiting", 1.0)]));
    drop(waits);
    drop(reads);
    assert_eq!(changes(shown), expected([("waiting", -1.0)]));

    let second_long = Duration::from_secs(1);
    first.wait_until(second_long, || ready(true)).await.unwrap();
    assert_eq!(changes(shown), expected([]));
    first
        .wait_until(second_long, || ready(false))
        .await
        .unwrap_err();
    second.next(second_long).await.unwrap_err();
    assert_eq!(changes(shown), expected([("timed_out", 1.0)]));

    for _ in 0..4 {
        hub.announce(&1, Event::Asked);
    }
    second.next(LONG).await.unwrap();
    assert_eq!(changes(shown), expected([("lagged", 3.0)]));

    drop(first);
    assert_eq!(changes(shown), expected([("subscriptions", -1.0)]));
    drop(second);
    let left = expected([("topics", -1.0), ("subscriptions", -1.0)]);
    assert_eq!(changes(shown), left);
}

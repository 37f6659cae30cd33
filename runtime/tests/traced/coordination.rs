//! What nurseries, limiters and hubs tell: a waiver, a hold past its limit, a child that does not stop, a wait that was in vain.
#![cfg(feature = "tokio")]

use std::{num::NonZeroUsize, time::Duration};

use endstate::{
    Lifecycle, permit,
    task::{self, Nursery},
    topic,
};
use tokio::runtime::Builder;

use crate::collector::Collector;

#[derive(Lifecycle)]
#[lifecycle(handle = Mule, fixpoint = Lost)]
enum MuleState {
    #[lifecycle(initial, to(Lost))]
    Standing,
    #[lifecycle(terminal)]
    Lost,
}

/// What is told of one of that name while `f` runs, on a clock that stands still.
fn told<Fut: Future>(name: &str, f: impl FnOnce() -> Fut) -> Vec<String> {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let lines = Collector::default().collect(|| {
        runtime.block_on(f());
    });
    let named = lines.into_iter().filter(|line| line.contains(name));
    named.collect()
}

#[test]
fn a_waiver_is_an_event_with_its_reason_and_place() {
    let lines = told("the backup runs alone", async || {
        let limiter = permit::named("backups").limiter(NonZeroUsize::MIN);
        let permit = limiter.try_acquire().expect("it is free");
        drop(
            permit
                .across_unbounded("the backup runs alone", async {})
                .await,
        );
    });
    let [line] = &lines[..] else {
        panic!("{lines:?}")
    };
    let expected = r#"- WARN waived rule="permit_not_held_across_unbounded_wait" reason="the backup runs alone" file="#;
    assert!(line.starts_with(expected), "{line}");
    assert!(line.contains("coordination.rs\" line="), "{line}");
}

#[test]
fn a_hold_past_its_limit_is_an_event_once() {
    let lines = told("printers", async || {
        let limit = Duration::from_secs(60);
        let limiter = permit::named("printers").hold_limit(limit);
        let limiter = limiter.limiter(NonZeroUsize::MIN);
        let permit = limiter.try_acquire().expect("it is free");
        let overheld = permit.across_unbounded("it prints a book", tokio::time::sleep(4 * limit));
        drop(overheld.await);
    });
    let expected = r#"- WARN overheld limiter="printers" permits=1 limit_seconds=60.0"#;
    assert_eq!(lines, [expected]);
}

#[test]
fn a_child_that_does_not_stop_is_an_event() {
    let lines = told("mules", async || {
        let settings = task::named("mules").overdue_after(Duration::ZERO);
        let left = settings.nursery(async |n: Nursery| {
            // It is not polled before the shutdown is over, and so it cannot stop.
            drop(n.spawn(Mule::scope(Standing).run(async |_| Err("late".into())))?);
            assert_eq!(n.shutdown(Duration::ZERO).await.overdue.len(), 1);
            Ok(())
        });
        assert!(left.await.is_ok());
    });
    let expected =
        r#"- WARN overdue nursery="mules" child=0 lifecycle="Mule" running_for_seconds=0.0"#;
    assert_eq!(lines, [expected]);
}

#[test]
fn a_wait_in_vain_and_a_slow_reader_are_events() {
    let lines = told("news", async || {
        let hub = topic::named("news").buffer(NonZeroUsize::MIN).hub();
        let mut subscription = hub.subscribe(1);
        let waited = subscription.wait_until(Duration::from_secs(8), async || false);
        assert!(waited.await.is_err());
        for event in 0..3 {
            hub.announce(&1, event);
        }
        let missed = subscription.next(Duration::from_secs(1)).await;
        assert_eq!(missed.ok(), Some(topic::Received::Missed(Some(2))));
    });
    let expected = [
        r#"- WARN timed_out hub="news" after_seconds=8.0 checks=2 in_check=false"#,
        r#"- DEBUG lagged hub="news" events=2"#,
    ];
    assert_eq!(lines, expected);
}

//! A topic is there for as long as somebody is subscribed to it.

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use endstate::topic::{Hub, named};

use crate::board::{Event, Projects};

#[test]
fn a_subscription_is_in_force_when_it_is_returned_and_over_when_it_is_dropped() {
    let hub = Projects::new();
    assert_eq!(hub.announce(&1, Event::Asked), 0);
    let subscription = hub.subscribe(1);
    assert_eq!(hub.announce(&1, Event::Asked), 1);
    drop(subscription);
    assert_eq!(hub.announce(&1, Event::Asked), 0);
}

#[test]
fn the_last_subscription_takes_its_topic_along_and_no_other() {
    let hub = Projects::new();
    let (first, second, other) = (hub.subscribe(1), hub.subscribe(1), hub.subscribe(2));
    assert_eq!(hub.topics(), 2);
    drop(first);
    assert_eq!(hub.topics(), 2);
    drop(second);
    assert_eq!(hub.topics(), 1);
    assert_eq!(hub.announce(&2, Event::Asked), 1);
    drop(other);
    assert_eq!(hub.topics(), 0);
}

#[test]
fn an_announcement_makes_no_topic() {
    let hub = Projects::new();
    for key in 0..1000 {
        hub.announce(&key, Event::Asked);
    }
    assert_eq!(hub.topics(), 0);
}

#[test]
fn an_announcement_says_how_many_it_told() {
    let hub = Projects::new();
    let subscriptions: Vec<_> = (0..5).map(|_| hub.subscribe(1)).collect();
    let _elsewhere = hub.subscribe(2);
    assert_eq!(hub.announce(&1, Event::Asked), 5);
    drop(subscriptions);
    assert_eq!(hub.announce(&1, Event::Asked), 0);
}

#[test]
fn a_clone_is_the_same_hub() {
    let hub = Projects::new();
    let _subscription = hub.subscribe(1);
    assert_eq!(hub.clone().announce(&1, Event::Asked), 1);
}

#[test]
fn a_subscription_outlives_the_hubs_it_was_made_by() {
    let hub = Projects::new();
    let subscription = hub.subscribe(1);
    drop(hub);
    assert_eq!(subscription.key(), &1);
}

/// What it keeps is told by the events' own reference counts.
#[test]
fn a_topic_keeps_no_more_events_than_its_buffer_and_none_when_it_is_gone() {
    let buffer = NonZeroUsize::new(3).unwrap();
    let hub: Hub<u64, Arc<()>> = named("bounded").buffer(buffer).hub();
    let event = Arc::new(());
    let nobody_reads = hub.subscribe(1);
    for _ in 0..1000 {
        hub.announce(&1, Arc::clone(&event));
    }
    assert_eq!(Arc::strong_count(&event), 1 + 3);
    drop(nobody_reads);
    assert_eq!(Arc::strong_count(&event), 1);
}

#[tokio::test]
async fn nothing_is_left_of_a_wait_that_was_dropped() {
    let hub = Projects::new();
    let mut project = hub.subscribe(1);
    let held = Arc::new(());
    for _ in 0..100 {
        let kept = Arc::clone(&held);
        let predicate = || {
            let kept = Arc::clone(&kept);
            async move {
                let never: bool = std::future::pending().await;
                drop(kept);
                never
            }
        };
        let wait = project.wait_until(Duration::from_secs(60), predicate);
        assert!(tokio::time::timeout(Duration::ZERO, wait).await.is_err());
    }
    assert_eq!(Arc::strong_count(&held), 1);
    drop(project);
    assert_eq!(hub.topics(), 0);
}

#[test]
fn hubs_and_subscriptions_say_what_they_are() {
    let hub: Projects = named("projects").hub();
    let subscription = hub.subscribe(7);
    let shown = format!("{hub:?} {subscription:?}");
    assert_eq!(
        shown,
        "Hub { name: \"projects\", topics: 1, .. } Subscription { hub: \"projects\", key: 7, .. }"
    );
}

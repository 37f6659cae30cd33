//! When the file is polled.

use std::{
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Wake, Waker},
    time::Duration,
};

use endstate::topic::Received;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::{
    TICK, Topic, WITHIN, Wakes,
    sqlite::{answers, options},
};

/// Counts how often it is woken.
#[derive(Default)]
struct Woken(AtomicUsize);

impl Woken {
    fn count(&self) -> usize {
        self.0.load(Relaxed)
    }
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Relaxed);
    }
}

#[tokio::test]
async fn nothing_is_polled_while_nobody_is_subscribed() {
    let folder = TempDir::new().unwrap();
    let (wakes, relay) = Wakes::new(TICK);
    let options = options(&folder.path().join("app.db"));
    drop(answers(&folder.path().join("app.db")).await);
    let mut relay = pin!(relay.sqlite(options, CancellationToken::new()));
    let woken = Arc::new(Woken::default());
    let notified = Waker::from(Arc::clone(&woken));
    let poll = |relay: Pin<&mut dyn Future<Output = ()>>| {
        assert!(relay.poll(&mut Context::from_waker(&notified)).is_pending());
    };
    let an_hour = || tokio::time::advance(Duration::from_hours(1));

    // Before the first one.
    poll(relay.as_mut());
    tokio::time::pause();
    an_hour().await;
    assert_eq!(woken.count(), 0);
    let mut subscription = wakes.subscribe(Topic::Table("projects"));
    assert_eq!(woken.count(), 1);

    // It wakes everybody when it is connected, and then sleeps until the next poll.
    tokio::time::resume();
    tokio::select! {
        biased;
        () = relay.as_mut() => unreachable!(),
        heard = subscription.next(WITHIN) => assert_eq!(heard, Ok(Received::Missed(None))),
    }

    // After the last one: the end of that sleep is the last thing that happens.
    drop(subscription);
    tokio::time::pause();
    poll(relay.as_mut());
    an_hour().await;
    assert_eq!(woken.count(), 2);
    poll(relay.as_mut());
    an_hour().await;
    assert_eq!(woken.count(), 2);
    let _subscription = wakes.subscribe(Topic::Table("projects"));
    assert_eq!(woken.count(), 3);
}

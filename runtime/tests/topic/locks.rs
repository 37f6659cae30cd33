//! No code of the user's runs under a lock of the hub: it may use the hub.

use std::{
    pin::Pin,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use endstate::topic::{Hub, Received, named};

use crate::board::LONG;

static DROPPED: AtomicUsize = AtomicUsize::new(0);

/// Uses its hub when it is cloned and when it is dropped.
struct Meddles(Option<Hub<u64, Meddles>>);

impl Meddles {
    fn meddle(&self) {
        if let Some(hub) = &self.0 {
            hub.announce(&1, Meddles(None));
            hub.wake_all();
            drop(hub.subscribe(1));
        }
    }
}

impl Clone for Meddles {
    fn clone(&self) -> Self {
        self.meddle();
        Self(None)
    }
}

impl Drop for Meddles {
    fn drop(&mut self) {
        self.meddle();
        if self.0.is_some() {
            DROPPED.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn an_event_may_use_the_hub_when_it_is_cloned_and_dropped() {
    let hub = named("meddling").buffer(std::num::NonZeroUsize::MIN).hub();
    let event = || Meddles(Some(hub.clone()));
    // Nobody hears it: dropped by the announcement.
    hub.announce(&1, event());
    assert_eq!(DROPPED.load(Ordering::Relaxed), 1);
    let mut reads = hub.subscribe(1);
    let mut counts = hub.subscribe(1);
    // Pushed out by what it announces itself when it is cloned.
    hub.announce(&1, event());
    let next = reads.next(LONG).await;
    assert!(matches!(next, Ok(Received::Event(_))));
    assert_eq!(DROPPED.load(Ordering::Relaxed), 2);
    // Pushed out by the next.
    hub.announce(&1, event());
    hub.announce(&1, Meddles(None));
    assert_eq!(DROPPED.load(Ordering::Relaxed), 3);
    // Dropped with its topic.
    hub.announce(&1, event());
    assert!(matches!(counts.next(LONG).await, Ok(Received::Missed(_))));
    drop((reads, counts));
    assert_eq!(DROPPED.load(Ordering::Relaxed), 4);
    assert_eq!(hub.topics(), 0);
}

/// Uses its hub when it is cloned and when it is dropped.
#[derive(PartialEq, Eq, Hash)]
struct Key(u64);

static KEYED: LazyLock<Hub<Key, ()>> = LazyLock::new(Hub::new);
static USED: AtomicUsize = AtomicUsize::new(0);

impl Clone for Key {
    fn clone(&self) -> Self {
        USED.fetch_add(1 + KEYED.topics(), Ordering::Relaxed);
        Self(self.0)
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        USED.fetch_add(1 + KEYED.topics(), Ordering::Relaxed);
    }
}

#[test]
fn a_key_may_use_the_hub_when_it_is_cloned_and_dropped() {
    let subscriptions = [1, 1, 2].map(|n| KEYED.subscribe(Key(n)));
    assert_eq!(KEYED.topics(), 2);
    drop(subscriptions);
    assert_eq!(KEYED.topics(), 0);
    assert!(
        USED.load(Ordering::Relaxed) >= 9,
        "three keys, three clones"
    );
}

/// Uses the topic that it waits on when it is woken and when it is dropped.
struct Alarm {
    hub: Hub<u64, ()>,
    told: Arc<Told>,
}

#[derive(Default)]
struct Told {
    woken: AtomicUsize,
    dropped: AtomicUsize,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        drop(self.hub.subscribe(1));
        self.told.woken.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        drop(self.hub.subscribe(1));
        self.told.dropped.fetch_add(1, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn a_waker_may_use_the_hub_when_it_is_woken_and_dropped() {
    let hub: Hub<u64, ()> = Hub::new();
    let told = Arc::new(Told::default());
    let shows = || {
        let Told { woken, dropped } = &*told;
        (
            woken.load(Ordering::Relaxed),
            dropped.load(Ordering::Relaxed),
        )
    };
    let poll = |read: Pin<&mut dyn Future<Output = _>>| {
        let alarm = Alarm {
            hub: hub.clone(),
            told: Arc::clone(&told),
        };
        read.poll(&mut Context::from_waker(&Waker::from(Arc::new(alarm))))
    };
    let mut project = hub.subscribe(1);

    let mut read = Box::pin(project.next(LONG));
    assert!(poll(read.as_mut()).is_pending());
    // The timer has a clone of each waker too, and drops its own like this.
    assert!(poll(read.as_mut()).is_pending());
    assert_eq!(shows(), (0, 1));
    hub.announce(&1, ());
    assert_eq!(shows(), (1, 1));
    let received = poll(read.as_mut());
    assert_eq!(received, Poll::Ready(Ok(Received::Event(()))));
    drop(read);
    assert_eq!(shows(), (1, 3));

    // Dropped while it waits.
    let mut read = Box::pin(project.next(LONG));
    assert!(poll(read.as_mut()).is_pending());
    drop(read);
    assert_eq!(shows(), (1, 4));
}

//! A hub beside a `Mutex<HashMap>` of `tokio::sync::broadcast` senders.

use std::{
    collections::HashMap,
    hint::black_box,
    sync::{Mutex, MutexGuard},
    time::Duration,
};

use endstate::topic::{Hub, Received, Subscription};
use tokio::{
    sync::broadcast::{Receiver, Sender, channel},
    time::timeout,
};

use crate::{Load, Pair, on_one_thread};

/// A topic subscribed to and left, among as many as there are.
pub(crate) const SUBSCRIBE: Pair = Pair {
    name: "subscribe and leave",
    sizes: SIZES,
    raw: subscribe_raw,
    ours: subscribe_ours,
};

/// An event for each topic, whose one subscriber reads it.
pub(crate) const ANNOUNCE: Pair = Pair {
    name: "announce and read",
    sizes: SIZES,
    raw: announce_raw,
    ours: announce_ours,
};

/// An event for one topic, which each of as many subscribers reads.
pub(crate) const FAN_OUT: Pair = Pair {
    name: "announce to all",
    sizes: SIZES,
    raw: fan_out_raw,
    ours: fan_out_ours,
};

const SIZES: &[usize] = &[1, 100, 10_000];
const BUFFER: usize = 64;
const WITHIN: Duration = Duration::from_secs(30);

/// What one would write: a channel for each key that somebody listens to.
#[derive(Default)]
struct Senders(Mutex<HashMap<usize, Sender<u64>>>);

impl Senders {
    fn lock(&self) -> MutexGuard<'_, HashMap<usize, Sender<u64>>> {
        self.0.lock().expect("no panic")
    }

    fn subscribe(&self, key: usize) -> Receiver<u64> {
        let mut senders = self.lock();
        let sender = senders.entry(key).or_insert_with(|| channel(BUFFER).0);
        sender.subscribe()
    }

    fn leave(&self, key: usize, receiver: Receiver<u64>) {
        let mut senders = self.lock();
        drop(receiver);
        if senders.get(&key).is_some_and(|it| it.receiver_count() == 0) {
            senders.remove(&key);
        }
    }

    fn announce(&self, key: usize, event: u64) -> usize {
        let senders = self.lock();
        let sender = senders.get(&key);
        sender.map_or(0, |sender| sender.send(event).unwrap_or(0))
    }
}

async fn read_raw(receiver: &mut Receiver<u64>) -> u64 {
    let read = timeout(WITHIN, receiver.recv()).await;
    read.expect("in time").expect("not lagging")
}

async fn read_ours(subscription: &mut Subscription<usize, u64>) -> u64 {
    match subscription.next(WITHIN).await.expect("in time") {
        Received::Event(event) => event,
        Received::Missed(_) => panic!("not lagging"),
    }
}

fn subscribe_raw(Load { size, rounds }: Load) {
    let senders = Senders::default();
    let others: Vec<_> = (1..size).map(|key| senders.subscribe(key)).collect();
    for _ in 0..rounds * size {
        let receiver = senders.subscribe(0);
        senders.leave(0, black_box(receiver));
    }
    drop(others);
}

fn subscribe_ours(Load { size, rounds }: Load) {
    let hub = Hub::<usize, u64>::new();
    let others: Vec<_> = (1..size).map(|key| hub.subscribe(key)).collect();
    for _ in 0..rounds * size {
        drop(black_box(hub.subscribe(0)));
    }
    drop(others);
}

fn announce_raw(Load { size, rounds }: Load) {
    on_one_thread(async {
        let senders = Senders::default();
        let mut all: Vec<_> = (0..size).map(|key| senders.subscribe(key)).collect();
        for _ in 0..rounds {
            for (key, receiver) in all.iter_mut().enumerate() {
                assert_eq!(senders.announce(key, 7), 1);
                assert_eq!(read_raw(receiver).await, 7);
            }
        }
    });
}

fn announce_ours(Load { size, rounds }: Load) {
    on_one_thread(async {
        let hub = Hub::<usize, u64>::new();
        let mut all: Vec<_> = (0..size).map(|key| hub.subscribe(key)).collect();
        for _ in 0..rounds {
            for (key, subscription) in all.iter_mut().enumerate() {
                assert_eq!(hub.announce(&key, 7), 1);
                assert_eq!(read_ours(subscription).await, 7);
            }
        }
    });
}

fn fan_out_raw(Load { size, rounds }: Load) {
    on_one_thread(async {
        let senders = Senders::default();
        let mut all: Vec<_> = (0..size).map(|_| senders.subscribe(0)).collect();
        for _ in 0..rounds {
            assert_eq!(senders.announce(0, 7), size);
            for receiver in &mut all {
                assert_eq!(read_raw(receiver).await, 7);
            }
        }
    });
}

fn fan_out_ours(Load { size, rounds }: Load) {
    on_one_thread(async {
        let hub = Hub::<usize, u64>::new();
        let mut all: Vec<_> = (0..size).map(|_| hub.subscribe(0)).collect();
        for _ in 0..rounds {
            assert_eq!(hub.announce(&0, 7), size);
            for subscription in &mut all {
                assert_eq!(read_ours(subscription).await, 7);
            }
        }
    });
}

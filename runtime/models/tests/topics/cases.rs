//! What threads may do with a topic at the same time. Each case is run by every model checker.

use std::{
    future::poll_fn,
    num::NonZeroUsize,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool as StdBool, AtomicIsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Wake, Waker},
};

use crate::{
    AtomicBool, block_on,
    event::Author,
    events::{Cursor, Events, Read},
    explore, thread,
    topics::Topics,
};

/// The one topic of the cases.
const KEY: u8 = 7;

/// A hub, and what those who wait wait for. No ordering of its own: the hub's locks must be enough.
#[derive(Clone)]
struct Board {
    topics: Arc<Topics<u8, u8>>,
    answered: Arc<AtomicBool>,
    /// What a gauge of the topics would show.
    gauge: Arc<AtomicIsize>,
}

impl Board {
    fn new(buffer: usize) -> Self {
        let buffer = NonZeroUsize::new(buffer).expect("a buffer is not 0");
        Self {
            topics: Arc::new(Topics::new(buffer)),
            answered: Arc::new(AtomicBool::new(false)),
            gauge: Arc::default(),
        }
    }

    fn is_answered(&self) -> bool {
        self.answered.load(Relaxed)
    }

    /// Writes, then announces.
    fn answer(&self) {
        self.answered.store(true, Relaxed);
        self.topics.announce(&KEY, 1, Author::NO_SUBSCRIBER);
    }

    fn subscribe(&self) -> Subscriber {
        let joined = self.topics.join(&KEY);
        self.gauge.fetch_add(joined.is_new.into(), Relaxed);
        Subscriber {
            board: self.clone(),
            cursor: joined.events.join(),
            events: joined.events,
        }
    }

    fn assert_empty(&self) {
        assert_eq!(self.topics.len(), 0);
        assert_eq!(self.gauge.load(Relaxed), 0);
    }
}

/// What a `Subscription` does, without the timers.
struct Subscriber {
    board: Board,
    events: Arc<Events<u8>>,
    cursor: Cursor,
}

impl Subscriber {
    async fn wait(&self) {
        loop {
            let round = self.events.round();
            if self.board.is_answered() {
                return;
            }
            self.events.ended(round).await;
        }
    }

    /// The mistake: what comes between the check and the registration is lost.
    async fn check_then_register(&self) {
        while !self.board.is_answered() {
            let round = self.events.round();
            self.events.ended(round).await;
        }
    }

    async fn next(&mut self) -> Read<u8> {
        loop {
            match self.events.read(&mut self.cursor) {
                Ok(read) => return read,
                Err(round) => self.events.ended(round).await,
            }
        }
    }
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        let is_gone = self.board.topics.leave(&KEY);
        self.board.gauge.fetch_sub(is_gone.into(), Relaxed);
    }
}

fn join(threads: impl IntoIterator<Item = thread::JoinHandle<()>>) {
    for thread in threads {
        thread.join().expect("no thread panics");
    }
}

#[test]
fn an_answer_is_seen_whenever_it_comes() {
    explore(2, || {
        let board = Board::new(2);
        let asks = board.subscribe();
        let responder = board.clone();
        let responds = thread::spawn(move || responder.answer());
        block_on(asks.wait());
        join([responds]);
    });
}

/// The models can fail: one of them finds the mistake, and the same model finds none in what stands.
#[test]
fn a_wake_up_is_lost_between_check_and_registration_and_only_there() {
    let lost = |wait: Wait| {
        let lost = Arc::new(StdBool::new(false));
        let seen = Arc::clone(&lost);
        explore(2, move || {
            let board = Board::new(2);
            let asks = board.subscribe();
            let responder = board.clone();
            let responds = thread::spawn(move || responder.answer());
            let woken = Arc::new(Woken::default());
            let mut wait = pin!(wait(&asks));
            let waker = Waker::from(Arc::clone(&woken));
            let first = wait.as_mut().poll(&mut Context::from_waker(&waker));
            join([responds]);
            if first.is_pending() && !woken.0.load(Relaxed) {
                seen.store(true, Relaxed);
            }
        });
        lost.load(Relaxed)
    };
    assert!(lost(|asks| Box::pin(asks.check_then_register())));
    assert!(!lost(|asks| Box::pin(asks.wait())));
}

type Wait = for<'a> fn(&'a Subscriber) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A waker that can be asked.
#[derive(Default)]
struct Woken(StdBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Relaxed);
    }
}

#[test]
fn an_answer_before_or_during_the_subscription_is_seen() {
    explore(2, || {
        let board = Board::new(2);
        let responder = board.clone();
        let responds = thread::spawn(move || responder.answer());
        block_on(board.subscribe().wait());
        join([responds]);
        board.assert_empty();
    });
}

#[test]
fn a_subscriber_who_leaves_takes_no_wake_up_along() {
    explore(3, || {
        let board = Board::new(2);
        let (asks, leaves) = (board.subscribe(), board.subscribe());
        let responder = board.clone();
        let responds = thread::spawn(move || responder.answer());
        let leaving = thread::spawn(move || drop(leaves));
        block_on(asks.wait());
        join([responds, leaving]);
        drop(asks);
        board.assert_empty();
    });
}

#[test]
fn a_topic_that_goes_away_takes_no_new_subscriber_along() {
    explore(3, || {
        let board = Board::new(2);
        let last = board.subscribe();
        let responder = board.clone();
        let responds = thread::spawn(move || responder.answer());
        let leaving = thread::spawn(move || drop(last));
        let asks = board.subscribe();
        assert_eq!(board.topics.len(), 1);
        block_on(asks.wait());
        join([responds, leaving]);
        // Still the topic that the map has: an announcement reaches it.
        assert_eq!(board.topics.announce(&KEY, 2, Author::NO_SUBSCRIBER), 1);
        drop(asks);
        board.assert_empty();
    });
}

#[test]
fn one_announcement_wakes_two_waiters() {
    explore(3, || {
        let board = Board::new(2);
        let [first, second] = [board.subscribe(), board.subscribe()];
        let waits = thread::spawn(move || block_on(first.wait()));
        let responder = board.clone();
        let responds = thread::spawn(move || responder.answer());
        block_on(second.wait());
        join([waits, responds]);
    });
}

/// Its place among the waiting may belong to another by the time it is given up.
#[test]
fn a_wait_that_is_dropped_takes_no_other_along() {
    explore(3, || {
        let board = Board::new(2);
        let [drops, waits] = [board.subscribe(), board.subscribe()];
        let dropping = thread::spawn(move || {
            block_on(async {
                let mut wait = pin!(drops.wait());
                poll_fn(|cx| Poll::Ready(wait.as_mut().poll(cx).is_ready())).await;
            });
        });
        let responder = board.clone();
        let responds = thread::spawn(move || {
            // Ends a round before the answer is there.
            responder.topics.announce(&KEY, 0, Author::NO_SUBSCRIBER);
            responder.answer();
        });
        block_on(waits.wait());
        join([dropping, responds]);
    });
}

#[test]
fn a_source_that_comes_back_wakes_those_who_wait() {
    explore(2, || {
        let board = Board::new(2);
        let asks = board.subscribe();
        let source = board.clone();
        let returns = thread::spawn(move || {
            source.answered.store(true, Relaxed);
            source.topics.interrupt();
        });
        block_on(asks.wait());
        join([returns]);
    });
}

#[test]
fn a_reader_gets_each_event_or_is_told_how_many_it_missed() {
    explore(2, || {
        let board = Board::new(1);
        let mut reads = board.subscribe();
        let source = board.clone();
        let announces = thread::spawn(move || {
            for event in 0..2 {
                source.topics.announce(&KEY, event, Author::NO_SUBSCRIBER);
            }
        });
        let mut accounted = 0;
        while accounted < 2 {
            match block_on(reads.next()) {
                Read::Event(event) => {
                    assert_eq!(u64::from(*event), accounted, "in order, none twice");
                    accounted += 1;
                }
                Read::Lagged(events) => accounted += events,
                Read::Interrupted => unreachable!("nobody interrupts"),
            }
        }
        join([announces]);
    });
}

/// Waiters and announcers, of whom the last one answers.
#[allow(dead_code, reason = "too many threads for one of the checkers")]
pub(crate) fn crowd(waiters: usize, announcers: usize) {
    explore(waiters + announcers, move || {
        let board = Board::new(2);
        let waits = (0..waiters).map(|_| {
            let board = board.clone();
            thread::spawn(move || block_on(board.subscribe().wait()))
        });
        let tell = (0..announcers).map(|at| {
            let board = board.clone();
            thread::spawn(move || {
                board.topics.announce(&KEY, 0, Author::NO_SUBSCRIBER);
                if at == 0 {
                    board.answer();
                }
            })
        });
        join(waits.chain(tell).collect::<Vec<_>>());
        board.assert_empty();
    });
}

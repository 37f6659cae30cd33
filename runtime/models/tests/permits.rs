//! The queue of a limiter in every schedule of a few threads: no more hold than may, nobody waits for what is free, nothing is
//! left behind.

#[allow(
    dead_code,
    reason = "the file as it stands: the limiter uses all of it"
)]
#[path = "../../src/permit/queue.rs"]
mod queue;
#[allow(
    dead_code,
    reason = "the file as it stands: the limiter uses all of it"
)]
#[path = "../../src/permit/seats.rs"]
mod seats;

/// The locks that the modelled files get.
mod sync {
    pub(crate) use loom::sync::{Mutex, MutexGuard};

    pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().expect("no panic holds a lock")
    }
}

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::{Context, Poll, Waker},
};

use loom::{
    future::block_on,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
};
use queue::Queue;

/// Every schedule with at most three preemptions, which is where such defects are found; without a bound it takes hours.
fn model(schedule: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(schedule);
}

/// A limiter, and what counts its holders.
struct Limited {
    queue: Queue<(), ()>,
    holders: AtomicUsize,
    most: usize,
}

impl Limited {
    fn new(capacity: usize) -> Arc<Self> {
        Arc::new(Self {
            queue: Queue::new(capacity),
            holders: AtomicUsize::new(0),
            most: capacity,
        })
    }

    fn is_empty(&self) -> bool {
        let picture = self.queue.picture(|(), ()| true);
        (picture.holding, picture.waiting) == (0, 0)
    }
}

/// A seat whose permit has come, or that waits for it; left on drop.
struct Seat {
    of: Arc<Limited>,
    seat: usize,
}

impl Seat {
    fn of(limited: &Arc<Limited>) -> Self {
        Self {
            of: Arc::clone(limited),
            seat: limited.queue.enter((), ()).seat,
        }
    }

    async fn turn(&self) {
        poll_fn(|cx| match self.of.queue.poll(self.seat, cx.waker()) {
            Some(_) => Poll::Ready(()),
            None => Poll::Pending,
        })
        .await;
    }

    /// Holds its permit for a moment.
    async fn hold(self) {
        self.turn().await;
        let before = self.of.holders.fetch_add(1, SeqCst);
        assert!(before < self.of.most, "more hold than may");
        self.of.holders.fetch_sub(1, SeqCst);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.of.queue.leave(self.seat, || ());
    }
}

#[test]
fn three_take_turns_at_one_permit() {
    model(|| {
        let limited = Limited::new(1);
        let others = [(); 2].map(|()| {
            let limited = Arc::clone(&limited);
            thread::spawn(move || block_on(Seat::of(&limited).hold()))
        });
        block_on(Seat::of(&limited).hold());
        for other in others {
            other.join().expect("it holds and leaves");
        }
        assert!(limited.is_empty());
    });
}

#[test]
fn one_of_them_gives_up_at_any_point_and_the_others_get_it() {
    model(|| {
        let limited = Limited::new(1);
        let gives_up = Arc::clone(&limited);
        let gives_up = thread::spawn(move || {
            let seat = Seat::of(&gives_up);
            {
                let mut turn = pin!(seat.turn());
                let _ = turn.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            }
            drop(seat);
        });
        let stays = Arc::clone(&limited);
        let stays = thread::spawn(move || block_on(Seat::of(&stays).hold()));
        block_on(Seat::of(&limited).hold());
        gives_up.join().expect("it leaves");
        stays.join().expect("it holds and leaves");
        assert!(limited.is_empty());
    });
}

#[test]
fn two_permits_are_held_at_once_and_the_third_waits() {
    model(|| {
        let limited = Limited::new(2);
        let held = Seat::of(&limited);
        let others = [(); 2].map(|()| {
            let limited = Arc::clone(&limited);
            thread::spawn(move || block_on(Seat::of(&limited).hold()))
        });
        drop(held);
        for other in others {
            other.join().expect("it holds and leaves");
        }
        assert!(limited.is_empty());
    });
}

#[test]
fn a_free_permit_is_not_taken_past_those_who_wait() {
    model(|| {
        let limited = Limited::new(1);
        let held = Seat::of(&limited);
        let waits = Seat::of(&limited);
        let giver = thread::spawn(move || drop(held));
        // Whenever the permit comes free, it is the waiting one's.
        assert!(limited.queue.try_enter((), ()).is_none());
        block_on(waits.hold());
        giver.join().expect("it gives its permit back");
        assert!(limited.is_empty());
    });
}

/// Asks how full the queue is when it is woken, and when it goes: under its lock that would be a deadlock.
struct Asks(Arc<Limited>);

impl std::task::Wake for Asks {
    fn wake(self: std::sync::Arc<Self>) {
        self.0.is_empty();
    }
}

impl Drop for Asks {
    fn drop(&mut self) {
        self.0.is_empty();
    }
}

#[test]
fn a_waker_may_ask_the_queue_whenever_it_is_used() {
    model(|| {
        let limited = Limited::new(1);
        let asks = || Waker::from(std::sync::Arc::new(Asks(Arc::clone(&limited))));
        let held = Seat::of(&limited);
        let (first, second) = (Seat::of(&limited), Seat::of(&limited));
        // The second waker takes the place of the first, which goes.
        for _ in 0..2 {
            assert!(limited.queue.poll(first.seat, &asks()).is_none());
        }
        assert!(limited.queue.poll(second.seat, &asks()).is_none());
        drop(second);
        drop(held);
        assert!(limited.queue.poll(first.seat, &asks()).is_some());
    });
}

/// That the model can fail: a waiter that looks first and leaves its waker behind afterwards, in two steps, is never woken.
#[test]
#[should_panic(expected = "deadlock")]
fn a_look_before_the_waker_is_left_would_be_found() {
    model(|| {
        let limited = Limited::new(1);
        let held = Seat::of(&limited);
        let seat = Seat::of(&limited);
        let giver = thread::spawn(move || drop(held));
        let mut looked = false;
        block_on(poll_fn(|cx| {
            // The first look leaves a waker that nobody hears, and what happens before the next one is missed.
            let waker = if looked { cx.waker() } else { Waker::noop() };
            looked = true;
            match seat.of.queue.poll(seat.seat, waker) {
                Some(_) => Poll::Ready(()),
                None => Poll::Pending,
            }
        }));
        giver.join().expect("it gives its permit back");
    });
}

//! Code that is not the limiter's may ask the limiter: nothing of it runs under a lock.

use std::{
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Wake, Waker},
};

use endstate::permit::Limiter;

use crate::job::{load, of};

/// Asks the limiter when it is woken and when it is dropped. Under a lock that would not return.
struct Asks(Limiter, Arc<AtomicUsize>);

impl Asks {
    fn ask(&self) {
        assert!(self.0.status().in_flight <= 1);
        self.1.fetch_add(1, Ordering::SeqCst);
    }
}

impl Wake for Asks {
    fn wake(self: Arc<Self>) {
        self.ask();
    }
}

impl Drop for Asks {
    fn drop(&mut self) {
        self.ask();
    }
}

fn asks(limiter: &Limiter, asked: &Arc<AtomicUsize>) -> Waker {
    Waker::from(Arc::new(Asks(limiter.clone(), Arc::clone(asked))))
}

#[tokio::test]
async fn a_waker_may_ask_its_limiter_whenever_it_is_used() {
    let limiter = of(1);
    let asked = Arc::new(AtomicUsize::new(0));
    let held = limiter.try_acquire();
    let mut waits = Box::pin(limiter.acquire());
    for _ in 0..2 {
        // The second one takes the place of the first, which goes.
        let waker = asks(&limiter, &asked);
        let polled = waits.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    drop(held);
    assert!(asked.load(Ordering::SeqCst) >= 2, "the second one is woken");
    drop(waits);
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test]
async fn a_waker_that_goes_with_its_waiter_may_ask_the_limiter() {
    let limiter = of(1);
    let asked = Arc::new(AtomicUsize::new(0));
    let _held = limiter.try_acquire();
    let mut waits = Box::pin(limiter.acquire());
    {
        let waker = asks(&limiter, &asked);
        let polled = waits.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
    }
    drop(waits);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(load(&limiter), (1, 0));
}

/// Takes and gives back a permit of the limiter that it is woken by.
struct Takes(Limiter, AtomicUsize);

impl Wake for Takes {
    fn wake(self: Arc<Self>) {
        let taken = self.0.try_acquire();
        self.1
            .fetch_add(usize::from(taken.is_none()), Ordering::SeqCst);
    }
}

#[tokio::test]
async fn whoever_is_woken_can_be_given_the_permit_at_once() {
    let limiter = of(1);
    let takes = Arc::new(Takes(limiter.clone(), AtomicUsize::new(0)));
    let waker = Waker::from(Arc::clone(&takes));
    let held = limiter.try_acquire();
    let mut waits = pin!(limiter.acquire());
    assert!(
        waits
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    drop(held);
    // It was this one's already when the waker ran.
    assert_eq!(takes.1.load(Ordering::SeqCst), 1);
    assert!(
        waits
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_ready()
    );
}

//! Random comings and goings: nobody is overtaken, nothing leaks.

use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use endstate::permit::{AcquireError, Limiter, Permit};
use proptest::prelude::*;

use crate::job::of;

#[derive(Debug, Clone, Copy)]
enum Step {
    /// Asks for a permit.
    Come,
    /// One of those who wait, or whose turn has come unseen, gives up.
    GiveUp(prop::sample::Index),
    /// One who waits looks whether it is its turn.
    Look(prop::sample::Index),
    /// One who holds gives its permit back.
    GiveBack(prop::sample::Index),
    /// Takes one if it is free.
    Try,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Come),
        2 => any::<prop::sample::Index>().prop_map(Step::GiveUp),
        3 => any::<prop::sample::Index>().prop_map(Step::Look),
        3 => any::<prop::sample::Index>().prop_map(Step::GiveBack),
        1 => Just(Step::Try),
    ];
    prop::collection::vec(step, 0..80)
}

type Acquiring = Pin<Box<dyn Future<Output = Result<Permit, AcquireError>>>>;

/// What has to be so: the longest waiting have what is free, whether they have looked or not.
#[derive(Default)]
struct Expected {
    /// By the number they came with, in that order; those whose turn has come, and has not been seen, among them.
    waiting: VecDeque<u32>,
    granted: Vec<u32>,
    holding: usize,
}

impl Expected {
    fn grant(&mut self, capacity: usize) {
        while self.holding + self.granted.len() < capacity {
            let Some(first) = self.waiting.pop_front() else {
                return;
            };
            self.granted.push(first);
        }
    }
}

fn acquiring(limiter: &Limiter) -> Acquiring {
    let limiter = limiter.clone();
    Box::pin(async move { limiter.acquire().await })
}

proptest! {
    #[test]
    fn first_come_first_served_and_nothing_leaks(capacity in 1_usize..5, steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        let _inside = runtime.as_ref().expect("a runtime").enter();
        let limiter = of(capacity);
        let mut cx = Context::from_waker(Waker::noop());
        let mut came = 0;
        let mut waiters: Vec<(u32, Acquiring)> = Vec::new();
        let mut permits: Vec<Permit> = Vec::new();
        let mut expected = Expected::default();
        for step in steps {
            match step {
                Step::Come => {
                    came += 1;
                    let mut waiter = acquiring(&limiter);
                    expected.waiting.push_back(came);
                    expected.grant(capacity);
                    match waiter.as_mut().poll(&mut cx) {
                        Poll::Ready(permit) => {
                            prop_assert_eq!(expected.granted.pop(), Some(came));
                            expected.holding += 1;
                            permits.push(permit.expect("a permit"));
                        }
                        Poll::Pending => waiters.push((came, waiter)),
                    }
                }
                Step::GiveUp(index) if !waiters.is_empty() => {
                    let (who, waiter) = waiters.remove(index.index(waiters.len()));
                    drop(waiter);
                    expected.waiting.retain(|&it| it != who);
                    expected.granted.retain(|&it| it != who);
                    expected.grant(capacity);
                }
                Step::Look(index) if !waiters.is_empty() => {
                    let index = index.index(waiters.len());
                    let (who, waiter) = &mut waiters[index];
                    let who = *who;
                    let turn = expected.granted.iter().position(|&it| it == who);
                    match (waiter.as_mut().poll(&mut cx), turn) {
                        (Poll::Pending, None) => {}
                        (Poll::Ready(permit), Some(turn)) => {
                            drop(waiters.remove(index));
                            expected.granted.remove(turn);
                            expected.holding += 1;
                            permits.push(permit.expect("a permit"));
                        }
                        (polled, turn) => prop_assert!(false, "{who}: {polled:?}, but expected {turn:?}"),
                    }
                }
                Step::GiveBack(index) if !permits.is_empty() => {
                    drop(permits.remove(index.index(permits.len())));
                    expected.holding -= 1;
                    expected.grant(capacity);
                }
                Step::Try => {
                    let free = expected.holding + expected.granted.len() < capacity;
                    let permit = limiter.try_acquire();
                    prop_assert_eq!(permit.is_some(), free);
                    expected.holding += usize::from(free);
                    permits.extend(permit);
                }
                Step::GiveUp(_) | Step::Look(_) | Step::GiveBack(_) => {}
            }
            let status = limiter.status();
            prop_assert_eq!(status.in_flight, expected.holding + expected.granted.len());
            prop_assert_eq!(status.waiting, expected.waiting.len());
            prop_assert!(status.in_flight <= capacity);
        }
        drop((waiters, permits));
        prop_assert_eq!((limiter.status().in_flight, limiter.status().waiting), (0, 0));
    }
}

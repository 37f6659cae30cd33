//! One topic: its latest events, and who waits for more.

use core::{
    mem,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll, Waker},
};
use std::{collections::VecDeque, sync::Arc};

use slab::Slab;

use super::event::{Author, Event};
use crate::sync::{Mutex, lock};

/// Room for so many events is made at once. A buffer that grows step by step, among many that do, lies scattered: with
/// 10,000 topics that made an announcement three times as slow.
const AT_FIRST: usize = 64;

pub(super) struct Events<E> {
    buffer: NonZeroUsize,
    state: Mutex<State<E>>,
}

struct State<E> {
    /// The latest, oldest first.
    kept: VecDeque<Event<E>>,
    /// The number of the next event.
    next: u64,
    /// How many have joined.
    joined: u64,
    interruptions: u64,
    round: Round,
    /// Who waits for this round to end.
    waiting: Slab<Waker>,
}

/// Ends with every event and every interruption, for all who wait at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Round(u64);

/// How far a subscriber has read.
pub(super) struct Cursor {
    pub(super) author: Author,
    next: u64,
    interruptions: u64,
}

pub(super) enum Read<E> {
    Event(Arc<E>),
    /// So many events were dropped before this subscriber read them.
    Lagged(u64),
    Interrupted,
}

impl<E> Events<E> {
    pub(super) fn new(buffer: NonZeroUsize) -> Self {
        Self {
            buffer,
            state: Mutex::new(State {
                kept: VecDeque::new(),
                next: 0,
                joined: 0,
                interruptions: 0,
                round: Round(0),
                waiting: Slab::new(),
            }),
        }
    }

    /// The place of a new reader: behind all events so far.
    pub(super) fn join(&self) -> Cursor {
        let mut state = lock(&self.state);
        state.joined += 1;
        Cursor {
            author: Author::subscriber(state.joined),
            next: state.next,
            interruptions: state.interruptions,
        }
    }

    pub(super) fn announce(&self, event: E, by: Author) {
        let mut state = lock(&self.state);
        let full = state.kept.len() == self.buffer.get();
        let oldest = if full { state.kept.pop_front() } else { None };
        if state.kept.capacity() == 0 {
            state.kept.reserve_exact(self.buffer.get().min(AT_FIRST));
        }
        state.kept.push_back(Event::new(event, by));
        state.next += 1;
        let woken = state.end_round();
        drop(state);
        wake(woken);
        drop(oldest);
    }

    /// Whatever feeds the topic may have missed events.
    pub(super) fn interrupt(&self) {
        let mut state = lock(&self.state);
        state.interruptions += 1;
        let woken = state.end_round();
        drop(state);
        wake(woken);
    }

    pub(super) fn round(&self) -> Round {
        lock(&self.state).round
    }

    /// What comes next for this reader, or else the round at whose end to ask again.
    pub(super) fn read(&self, cursor: &mut Cursor) -> Result<Read<E>, Round> {
        let mut state = lock(&self.state);
        if cursor.interruptions != state.interruptions {
            cursor.interruptions = state.interruptions;
            return Ok(Read::Interrupted);
        }
        let oldest = state.next - state.kept.len() as u64;
        if cursor.next < oldest {
            let lag = oldest - cursor.next;
            cursor.next = oldest;
            return Ok(Read::Lagged(lag));
        }
        loop {
            let at = usize::try_from(cursor.next - oldest).unwrap_or(usize::MAX);
            let Some(event) = state.kept.get_mut(at) else {
                return Err(state.round);
            };
            cursor.next += 1;
            if event.is_by(cursor.author) {
                continue;
            }
            if let Some(event) = event.share() {
                return Ok(Read::Event(event));
            }
        }
    }

    /// Resolves when the round is over; at once where it is over already.
    pub(super) fn ended(&self, round: Round) -> RoundEnded<'_, E> {
        RoundEnded {
            events: self,
            round,
            place: None,
        }
    }
}

impl<E> State<E> {
    #[must_use]
    fn end_round(&mut self) -> Slab<Waker> {
        self.round.0 += 1;
        mem::take(&mut self.waiting)
    }
}

/// Called without a lock: a waker is not our code.
fn wake(woken: Slab<Waker>) {
    for (_, waker) in woken {
        waker.wake();
    }
}

pub(super) struct RoundEnded<'a, E> {
    events: &'a Events<E>,
    round: Round,
    /// Among the waiting, as long as the round lasts.
    place: Option<usize>,
}

impl<E> Future for RoundEnded<'_, E> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        // Cloned before, dropped after the lock.
        let mut waker = cx.waker().clone();
        let mut state = lock(&self.events.state);
        if state.round != self.round {
            self.place = None;
            return Poll::Ready(());
        }
        match self.place.and_then(|at| state.waiting.get_mut(at)) {
            Some(place) => mem::swap(place, &mut waker),
            None => self.place = Some(state.waiting.insert(waker)),
        }
        Poll::Pending
    }
}

impl<E> Drop for RoundEnded<'_, E> {
    fn drop(&mut self) {
        let Some(at) = self.place else { return };
        let mut state = lock(&self.events.state);
        let waker = (state.round == self.round).then(|| state.waiting.try_remove(at));
        drop(state);
        drop(waker);
    }
}

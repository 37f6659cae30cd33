//! The order in which permits are given: first come, first served.
//!
//! Everything is under one lock, so that who waits, who holds and since when are always one picture. Model checked in
//! `runtime/models/tests/permits.rs`.

use core::{mem, task::Waker};

use super::seats::{Line, Seats};
use crate::sync::{Mutex, lock};

/// `M` is a moment, `N` a note that a guest brings along.
pub(super) struct Queue<M, N> {
    capacity: usize,
    state: Mutex<State<M, N>>,
}

struct State<M, N> {
    seats: Seats<Guest<M, N>>,
    waiting: Line,
    holding: Line,
    watched: bool,
}

/// First in the line of those who wait, then in that of those who hold.
struct Guest<M, N> {
    /// When it came into the line that it stands in.
    since: M,
    note: N,
    standing: Standing,
}

enum Standing {
    Waits(Option<Waker>),
    Holds { overheld: bool },
}

/// Where a guest came to stand.
pub(super) struct Entered {
    pub(super) seat: usize,
    pub(super) waits: bool,
    /// Nobody watches those who hold: whoever came has to see to it.
    pub(super) wants_watch: bool,
}

/// A permit that came by waiting.
pub(super) struct Turn<M> {
    pub(super) since: M,
    /// As for whoever [`Entered`].
    pub(super) wants_watch: bool,
}

/// How full it is.
pub(super) struct Picture<M> {
    pub(super) holding: usize,
    /// Those of them that were asked for.
    pub(super) chosen: usize,
    pub(super) waiting: usize,
    pub(super) longest_holding_since: Option<M>,
    pub(super) longest_waiting_since: Option<M>,
}

impl<M: Copy, N: Copy> Queue<M, N> {
    pub(super) fn new(capacity: usize) -> Self {
        let state = State {
            seats: Seats::new(),
            waiting: Line::new(),
            holding: Line::new(),
            watched: false,
        };
        Self {
            capacity,
            state: Mutex::new(state),
        }
    }

    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    /// A seat among those who hold, if one is free and nobody came before.
    pub(super) fn try_enter(&self, now: M, note: N) -> Option<Entered> {
        let mut state = lock(&self.state);
        state.has_room(self.capacity).then(|| state.hold(now, note))
    }

    /// A seat among those who hold, or else at the back of those who wait.
    pub(super) fn enter(&self, now: M, note: N) -> Entered {
        let mut state = lock(&self.state);
        if state.has_room(self.capacity) {
            return state.hold(now, note);
        }
        let State { seats, waiting, .. } = &mut *state;
        let seat = seats.take(Guest {
            since: now,
            note,
            standing: Standing::Waits(None),
        });
        seats.join(waiting, seat);
        Entered {
            seat,
            waits: true,
            wants_watch: false,
        }
    }

    /// The guest's turn; if it still waits, `waker` will be woken when it comes.
    pub(super) fn poll(&self, seat: usize, waker: &Waker) -> Option<Turn<M>> {
        // Cloned before and dropped after: no code of an executor's runs under the lock.
        let waker = waker.clone();
        let mut state = lock(&self.state);
        let guest = state.seats.get(seat);
        let replaced = match &mut guest.standing {
            Standing::Holds { .. } => {
                return Some(Turn {
                    since: guest.since,
                    wants_watch: state.wants_watch(),
                });
            }
            Standing::Waits(known) => known.replace(waker),
        };
        drop(state);
        drop(replaced);
        None
    }

    /// Gives up a seat, whichever line it stands in, and says whether it was marked as overheld. A permit that this frees goes
    /// to whoever waits longest.
    pub(super) fn leave(&self, seat: usize, now: impl FnOnce() -> M) -> bool {
        let mut state = lock(&self.state);
        let State {
            seats,
            waiting,
            holding,
            ..
        } = &mut *state;
        let (was_overheld, next) = match seats.get(seat).standing {
            Standing::Waits(_) => {
                seats.step_out(waiting, seat);
                (false, None)
            }
            Standing::Holds { overheld } => {
                seats.step_out(holding, seat);
                let next = waiting.front().and_then(|first| {
                    seats.step_out(waiting, first);
                    seats.join(holding, first);
                    let guest = seats.get(first);
                    guest.since = now();
                    let holds = Standing::Holds { overheld: false };
                    match mem::replace(&mut guest.standing, holds) {
                        Standing::Waits(waker) => waker,
                        Standing::Holds { .. } => None,
                    }
                });
                (overheld, next)
            }
        };
        let gone = seats.give_up(seat);
        drop(state);
        drop(gone);
        if let Some(waker) = next {
            waker.wake();
        }
        was_overheld
    }

    /// How full it is, and how many of those who hold are `chosen`.
    pub(super) fn picture(&self, chosen: impl Fn(M, N) -> bool) -> Picture<M> {
        let mut state = lock(&self.state);
        let State {
            seats,
            waiting,
            holding,
            ..
        } = &mut *state;
        let mut count = 0;
        seats.each(holding, |guest| {
            count += usize::from(chosen(guest.since, guest.note));
        });
        Picture {
            holding: holding.len(),
            chosen: count,
            waiting: waiting.len(),
            longest_holding_since: holding.front().map(|first| seats.get(first).since),
            longest_waiting_since: waiting.front().map(|first| seats.get(first).since),
        }
    }

    /// Shows everyone who holds, with since when, the note, and whether it is marked as overheld; a `true` marks it.
    ///
    /// `false` where nobody holds: the watch is over then.
    pub(super) fn watch(&self, mut visit: impl FnMut(M, N, bool) -> bool) -> bool {
        let mut state = lock(&self.state);
        let State { seats, holding, .. } = &mut *state;
        seats.each(holding, |guest| {
            if let Standing::Holds { overheld } = &mut guest.standing {
                *overheld = visit(guest.since, guest.note, *overheld);
            }
        });
        state.watched = state.holding.len() > 0;
        state.watched
    }

    /// Whoever watched is gone, or there was nobody to.
    pub(super) fn unwatch(&self) {
        lock(&self.state).watched = false;
    }
}

impl<M: Copy, N: Copy> State<M, N> {
    /// Nobody waits then: whoever leaves hands its permit on.
    fn has_room(&self, capacity: usize) -> bool {
        self.holding.len() < capacity
    }

    fn hold(&mut self, now: M, note: N) -> Entered {
        let seat = self.seats.take(Guest {
            since: now,
            note,
            standing: Standing::Holds { overheld: false },
        });
        self.seats.join(&mut self.holding, seat);
        Entered {
            seat,
            waits: false,
            wants_watch: self.wants_watch(),
        }
    }

    fn wants_watch(&mut self) -> bool {
        !mem::replace(&mut self.watched, true)
    }
}

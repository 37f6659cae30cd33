//! Seats that stand in lines, in the order of arrival.

use slab::Slab;

const NOBODY: usize = usize::MAX;

/// A value keeps its seat for as long as it stays, whatever line it stands in.
pub(super) struct Seats<T> {
    seats: Slab<Seat<T>>,
}

struct Seat<T> {
    value: T,
    ahead: usize,
    behind: usize,
}

/// Some of the seats, in order. Joining it and stepping out of it take constant time.
pub(super) struct Line {
    front: usize,
    back: usize,
    len: usize,
}

impl Line {
    pub(super) fn new() -> Self {
        Self {
            front: NOBODY,
            back: NOBODY,
            len: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn front(&self) -> Option<usize> {
        (self.front != NOBODY).then_some(self.front)
    }
}

impl<T> Seats<T> {
    pub(super) fn new() -> Self {
        Self { seats: Slab::new() }
    }

    /// A seat in no line.
    pub(super) fn take(&mut self, value: T) -> usize {
        self.seats.insert(Seat {
            value,
            ahead: NOBODY,
            behind: NOBODY,
        })
    }

    /// Gives up a seat that stands in no line.
    pub(super) fn give_up(&mut self, at: usize) -> T {
        self.seats.remove(at).value
    }

    pub(super) fn get(&mut self, at: usize) -> &mut T {
        &mut self.seats[at].value
    }

    /// Puts a seat that stands in no line at the back of `line`.
    pub(super) fn join(&mut self, line: &mut Line, at: usize) {
        self.seats[at].ahead = line.back;
        match line.back {
            NOBODY => line.front = at,
            last => self.seats[last].behind = at,
        }
        line.back = at;
        line.len += 1;
    }

    /// Takes a seat out of the line that it stands in.
    pub(super) fn step_out(&mut self, line: &mut Line, at: usize) {
        let seat = &mut self.seats[at];
        let (ahead, behind) = (seat.ahead, seat.behind);
        (seat.ahead, seat.behind) = (NOBODY, NOBODY);
        match ahead {
            NOBODY => line.front = behind,
            ahead => self.seats[ahead].behind = behind,
        }
        match behind {
            NOBODY => line.back = ahead,
            behind => self.seats[behind].ahead = ahead,
        }
        line.len -= 1;
    }

    /// Visits a line from front to back.
    pub(super) fn each(&mut self, line: &Line, mut visit: impl FnMut(&mut T)) {
        let mut at = line.front;
        while at != NOBODY {
            let seat = &mut self.seats[at];
            visit(&mut seat.value);
            at = seat.behind;
        }
    }
}

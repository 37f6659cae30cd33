//! The children of a nursery that have not ended.

use core::{any::Any, future::poll_fn, mem, pin::pin, task::Poll, time::Duration};
use std::{boxed::Box, collections::HashMap, vec::Vec};

use slab::Slab;
use tokio::{
    sync::Notify,
    task::AbortHandle,
    time::{Instant, timeout},
};
use tokio_util::sync::CancellationToken;

use super::{ChildId, Overdue, telemetry};
use crate::sync::{Mutex, MutexGuard, lock};

pub(super) struct Live {
    pub(super) name: &'static str,
    /// Children may watch it, to stop on their own when the nursery shuts down.
    pub(super) closing: CancellationToken,
    children: Mutex<Children>,
    emptied: Notify,
    cancelled: Notify,
}

struct Children {
    open: bool,
    /// Every child was told to stop, or will be as soon as it is spawned.
    cancelled: bool,
    next: u64,
    seats: Slab<Entry>,
    /// Ends of tasks that were aborted, for those who ask.
    ends: HashMap<ChildId, Box<dyn Any + Send>>,
}

/// A child's place among the living.
#[derive(Clone, Copy)]
pub(super) struct Seat {
    pub(super) child: ChildId,
    at: usize,
}

struct Entry {
    child: ChildId,
    lifecycle: &'static str,
    since: Instant,
    /// Known once the task is spawned.
    abort: Option<AbortHandle>,
    /// Whether somebody may still ask how it ended.
    asked: bool,
    /// Whether it was reported as overdue.
    reported: bool,
}

impl Live {
    pub(super) fn new(name: &'static str) -> Self {
        let children = Children {
            open: true,
            cancelled: false,
            next: 0,
            seats: Slab::new(),
            ends: HashMap::new(),
        };
        Self {
            name,
            closing: CancellationToken::new(),
            children: Mutex::new(children),
            emptied: Notify::new(),
            cancelled: Notify::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Children> {
        lock(&self.children)
    }

    /// A seat for a child, unless the nursery is closed.
    pub(super) fn enter(&self, lifecycle: &'static str) -> Option<Seat> {
        let since = Instant::now();
        let mut children = self.lock();
        if !children.open {
            return None;
        }
        let child = ChildId(children.next);
        children.next += 1;
        let at = children.seats.insert(Entry {
            child,
            lifecycle,
            since,
            abort: None,
            asked: true,
            reported: false,
        });
        drop(children);
        telemetry::started(self.name);
        Some(Seat { child, at })
    }

    /// The child's task was spawned. It may have left by now, and another may have its seat; or it was cancelled in between.
    pub(super) fn spawned(&self, seat: Seat, abort: AbortHandle) {
        let mut children = self.lock();
        let cancelled = children.cancelled;
        let unplaced = match children.at(seat) {
            Some(entry) if !cancelled => entry.abort.replace(abort),
            _ => Some(abort),
        };
        // Outside the lock: the last handle drops what the task left.
        drop(children);
        if let Some(abort) = unplaced.filter(|_| cancelled) {
            abort.abort();
        }
    }

    /// Keeps the end of a task that was aborted, if somebody may ask for it. Its child has not left yet.
    pub(super) fn keep_end(&self, seat: Seat, end: Box<dyn Any + Send>) {
        let mut children = self.lock();
        let asked = children.at(seat).is_some_and(|entry| entry.asked);
        let unneeded = if asked {
            children.ends.insert(seat.child, end)
        } else {
            Some(end)
        };
        drop(children);
        drop(unneeded);
    }

    /// The end of a task that was aborted.
    pub(super) fn take_end<E: 'static>(&self, seat: Seat) -> Option<E> {
        let end = self.lock().ends.remove(&seat.child)?;
        end.downcast().ok().map(|end| *end)
    }

    /// Nobody will ask.
    pub(super) fn forget_end(&self, seat: Seat) {
        let mut children = self.lock();
        if let Some(entry) = children.at(seat) {
            entry.asked = false;
        }
        let unneeded = children.ends.remove(&seat.child);
        drop(children);
        drop(unneeded);
    }

    /// Called once a seat, when its child has ended.
    pub(super) fn leave(&self, seat: Seat) {
        let mut children = self.lock();
        let left = children.seats.try_remove(seat.at);
        let empty = children.seats.is_empty();
        drop(children);
        drop(left);
        telemetry::ended(self.name);
        if empty {
            self.emptied.notify_waiters();
        }
    }

    pub(super) fn has_left(&self, seat: Seat) -> bool {
        self.lock().at(seat).is_none()
    }

    pub(super) fn len(&self) -> usize {
        self.lock().seats.len()
    }

    pub(super) fn is_open(&self) -> bool {
        self.lock().open
    }

    /// Takes no more children.
    pub(super) fn close(&self) {
        self.lock().open = false;
        self.closing.cancel();
    }

    /// Takes no more children and cancels all there are.
    pub(super) fn cancel(&self) {
        let mut children = self.lock();
        children.open = false;
        children.cancelled = true;
        // Collected, because aborting a task of a runtime that is gone may drop it here, and with it take the lock.
        let seats = children.seats.iter_mut();
        let aborts: Vec<AbortHandle> = seats.filter_map(|(_, entry)| entry.abort.take()).collect();
        drop(children);
        self.closing.cancel();
        self.cancelled.notify_waiters();
        for abort in aborts {
            abort.abort();
        }
    }

    /// Returns once there are no children, and takes no more from that moment.
    pub(super) async fn empty(&self) {
        loop {
            // Made before the check: it hears of a child that leaves in between.
            let emptied = self.emptied.notified();
            if self.lock().are_over() {
                return;
            }
            emptied.await;
        }
    }

    /// The same, or when they are cancelled.
    pub(super) async fn empty_or_cancelled(&self) {
        if self.lock().are_over() {
            return;
        }
        let mut cancelled = pin!(self.cancelled.notified());
        if self.lock().cancelled {
            return;
        }
        let mut empty = pin!(self.empty());
        poll_fn(|cx| match cancelled.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(()),
            Poll::Pending => empty.as_mut().poll(cx),
        })
        .await;
    }

    /// Whether [`empty`](Self::empty) returns within `time`. Where there are no children it needs no clock.
    pub(super) async fn empty_within(&self, time: Duration) -> bool {
        self.lock().are_over() || timeout(time, self.empty()).await.is_ok()
    }

    /// The children that have not ended, each of which is reported once.
    pub(super) fn overdue(&self) -> Vec<Overdue> {
        let mut children = self.lock();
        let mut unreported = Vec::new();
        let mut overdue = Vec::with_capacity(children.seats.len());
        for (_, entry) in &mut children.seats {
            let child = Overdue {
                child: entry.child,
                lifecycle: entry.lifecycle,
                running_for: entry.since.elapsed(),
            };
            if !mem::replace(&mut entry.reported, true) {
                unreported.push(child.clone());
            }
            overdue.push(child);
        }
        drop(children);
        overdue.sort_by_key(|overdue| overdue.child);
        telemetry::overdue(self.name, &unreported);
        overdue
    }
}

impl Children {
    /// Whether there are none; if so, there will be none.
    fn are_over(&mut self) -> bool {
        let over = self.seats.is_empty();
        self.open &= !over;
        over
    }

    /// Who sits there, unless it has left: then another may.
    fn at(&mut self, seat: Seat) -> Option<&mut Entry> {
        let entry = self.seats.get_mut(seat.at);
        entry.filter(|entry| entry.child == seat.child)
    }
}

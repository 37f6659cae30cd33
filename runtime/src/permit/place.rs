//! Where the permit of a body is.

use core::{
    future::poll_fn,
    mem,
    task::{Poll, Waker},
};
use std::sync::Arc;

use tokio::time::Instant;

use super::{AcquireError, Failure, hold::Hold, limiter::Shared};
use crate::sync::{Mutex, lock};

/// Where the permit of a body is, for the body and for what drives it.
pub(super) struct Slot {
    pub(super) shared: Arc<Shared>,
    place: Mutex<Place>,
}

pub(super) enum Place {
    /// It is held.
    Here(Hold),
    /// The body waits without it, or has not begun, or is over.
    Away,
    /// The body's wait is over, and wakes when a permit has come or was not to be had. What else the body does goes on.
    Asked(Waker),
    /// The body dropped a wait halfway, and may not go on without a permit.
    Owed,
    /// None was to be had after a wait: the body has as long as a hold to clean up.
    Lost { since: Instant, cause: AcquireError },
}

/// How long a body may go on.
#[derive(PartialEq, Eq, Clone, Copy)]
pub(super) enum Until {
    Limit(Instant),
    Unlimited,
    /// As long as it takes to get a permit again.
    Asked,
    /// Not at all, before it has a permit again.
    Owed,
}

impl Slot {
    pub(super) fn new(shared: &Arc<Shared>) -> Self {
        Self {
            shared: Arc::clone(shared),
            place: Mutex::new(Place::Away),
        }
    }

    pub(super) fn put(&self, place: Place) {
        let replaced = mem::replace(&mut *lock(&self.place), place);
        // Outside the lock: giving a permit back wakes whoever gets it.
        drop(replaced);
    }

    pub(super) fn until(&self) -> Until {
        let since = match &*lock(&self.place) {
            Place::Here(hold) => hold.since(),
            Place::Lost { since, .. } => *since,
            Place::Away => return Until::Unlimited,
            Place::Asked(_) => return Until::Asked,
            Place::Owed => return Until::Owed,
        };
        self.shared
            .limit(since)
            .map_or(Until::Unlimited, Until::Limit)
    }

    /// Gives the body the permit that it wants. Where none was to be had, whoever asked for it learns why; a body that owes it
    /// cannot go on.
    pub(super) fn settle(&self, acquired: Result<Hold, AcquireError>) -> Result<(), AcquireError> {
        let mut place = lock(&self.place);
        let settled = match (acquired, &*place) {
            (Ok(hold), _) => Place::Here(hold),
            (Err(cause), Place::Asked(_)) => Place::Lost {
                since: Instant::now(),
                cause,
            },
            (Err(cause), _) => return Err(cause),
        };
        let wanted = mem::replace(&mut *place, settled);
        drop(place);
        if let Place::Asked(waker) = wanted {
            waker.wake();
        }
        Ok(())
    }

    /// Why a body that reached its limit was cancelled.
    pub(super) fn at_the_limit(&self, stopped: bool) -> Failure {
        if let Some(cause) = self.lost() {
            return Failure::NotReacquired(cause);
        }
        let settings = self.shared.settings;
        Failure::HeldTooLong {
            limiter: settings.name,
            limit: settings.hold_limit,
            stopped,
        }
    }

    /// Why the body has no permit, if none was to be had.
    fn lost(&self) -> Option<AcquireError> {
        match &*lock(&self.place) {
            Place::Lost { cause, .. } => Some(*cause),
            _ => None,
        }
    }

    /// Gives the permit back, for a wait.
    pub(super) fn leave(&self) -> Absence<'_> {
        self.put(Place::Away);
        Absence(self)
    }
}

/// A wait without the permit. Dropped halfway, the body owes one.
pub(super) struct Absence<'a>(&'a Slot);

impl Absence<'_> {
    /// Resolves when the body has a permit again, or none was to be had. It is fetched by what drives the body, so that its limit
    /// holds whether anybody looks at this or not.
    pub(super) async fn come_back(self) -> Result<(), AcquireError> {
        let slot = self.0;
        let mut asked = false;
        poll_fn(|cx| {
            if mem::replace(&mut asked, true) && slot.until() != Until::Asked {
                return Poll::Ready(());
            }
            slot.put(Place::Asked(cx.waker().clone()));
            Poll::Pending
        })
        .await;
        mem::forget(self);
        slot.lost().map_or(Ok(()), Err)
    }
}

impl Drop for Absence<'_> {
    fn drop(&mut self) {
        let mut place = lock(&self.0.place);
        // It may have come, and not have been looked at.
        if !matches!(*place, Place::Here(_)) {
            let wanted = mem::replace(&mut *place, Place::Owed);
            drop(place);
            drop(wanted);
        }
    }
}

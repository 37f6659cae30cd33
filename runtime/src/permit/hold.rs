//! A permit that is held: what a [`Permit`](super::Permit) and the body of a [`run`](super::Limiter::run) are made of.

use core::{future::poll_fn, task::Poll, time::Duration};
use std::sync::Arc;

use tokio::{
    runtime::Handle,
    time::{Instant, timeout},
};

use super::{AcquireError, limiter::Shared, queue::Turn, watch::watch};
use crate::telemetry::{
    PERMIT_HOLD, PERMIT_IN_FLIGHT, PERMIT_OVERHELD, PERMIT_TIMED_OUT, PERMIT_WAIT, PERMIT_WAITING,
};

/// Given back on drop.
pub(super) struct Hold {
    shared: Arc<Shared>,
    seat: usize,
    since: Instant,
}

/// How long a hold may last before it is reported.
#[derive(Clone, Copy)]
pub(super) enum Patience {
    /// As long as the limit.
    Limit,
    /// So much longer that a body which was cancelled at the limit can have stopped.
    LimitAndStop,
}

impl Hold {
    /// Takes a permit if one is free.
    pub(super) fn try_acquire(shared: &Arc<Shared>) -> Option<Self> {
        let since = Instant::now();
        let entered = shared.queue.try_enter(since, Patience::Limit)?;
        let held = Self::new(shared, entered.seat, since);
        Some(held.begun(entered.wants_watch, Duration::ZERO))
    }

    /// Takes a permit, and waits its turn for as long as the limiter's acquire time-out.
    pub(super) async fn acquire(
        shared: &Arc<Shared>,
        patience: Patience,
    ) -> Result<Self, AcquireError> {
        let came = Instant::now();
        let entered = shared.queue.enter(came, patience);
        if !entered.waits {
            let held = Self::new(shared, entered.seat, came);
            return Ok(held.begun(entered.wants_watch, Duration::ZERO));
        }
        let waiter = Waiter::new(shared, entered.seat);
        if Handle::try_current().is_err() {
            return Err(AcquireError::NoRuntime);
        }
        let after = shared.settings.acquire_timeout;
        if let Ok(turn) = timeout(after, waiter.turn()).await {
            let held = Self::new(shared, waiter.into_seat(), turn.since);
            let after = turn.since.saturating_duration_since(came);
            return Ok(held.begun(turn.wants_watch, after));
        }
        drop(waiter);
        let limiter = shared.settings.name;
        PERMIT_TIMED_OUT.count(limiter, 1);
        Err(AcquireError::TimedOut {
            limiter,
            after,
            status: shared.status(),
        })
    }

    fn new(shared: &Arc<Shared>, seat: usize, since: Instant) -> Self {
        Self {
            shared: Arc::clone(shared),
            seat,
            since,
        }
    }

    /// Tells that it holds, `after` a wait; where nobody watches yet, it has to see to it.
    fn begun(self, wants_watch: bool, after: Duration) -> Self {
        if wants_watch {
            watch(&self.shared);
        }
        let name = self.shared.settings.name;
        PERMIT_IN_FLIGHT.shift(name, 1.0);
        PERMIT_WAIT.record(name, || after);
        self
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    pub(super) fn since(&self) -> Instant {
        self.since
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        leave(&self.shared, self.seat);
        let name = self.shared.settings.name;
        PERMIT_IN_FLIGHT.shift(name, -1.0);
        PERMIT_HOLD.record(name, || self.since.elapsed());
    }
}

/// Gives up a seat, also in the gauge of those that were reported: a turn that nobody saw may be among them.
fn leave(shared: &Shared, seat: usize) {
    if shared.queue.leave(seat, Instant::now) {
        PERMIT_OVERHELD.shift(shared.settings.name, -1.0);
    }
}

/// A place in the queue, given up on drop: if its turn had come unseen, it goes to the next.
struct Waiter<'a> {
    shared: &'a Arc<Shared>,
    seat: usize,
    seated: bool,
}

impl<'a> Waiter<'a> {
    fn new(shared: &'a Arc<Shared>, seat: usize) -> Self {
        PERMIT_WAITING.shift(shared.settings.name, 1.0);
        Self {
            shared,
            seat,
            seated: false,
        }
    }

    /// Resolves when it holds a permit.
    async fn turn(&self) -> Turn<Instant> {
        poll_fn(|cx| match self.shared.queue.poll(self.seat, cx.waker()) {
            Some(turn) => Poll::Ready(turn),
            None => Poll::Pending,
        })
        .await
    }

    /// The seat, which somebody else has to give up now.
    fn into_seat(mut self) -> usize {
        self.seated = true;
        self.seat
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        PERMIT_WAITING.shift(self.shared.settings.name, -1.0);
        if !self.seated {
            leave(self.shared, self.seat);
        }
    }
}

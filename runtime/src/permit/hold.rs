//! A permit that is held: what a [`Permit`](super::Permit) and the body of a [`run`](super::Limiter::run) are made of.

use core::{future::poll_fn, task::Poll, time::Duration};
use std::sync::Arc;

use tokio::{
    runtime::Handle,
    time::{Instant, timeout},
};

use super::{AcquireError, limiter::Shared, watch::watch};
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
        if entered.wants_watch {
            watch(shared);
        }
        Some(Self::begin(shared, entered.seat, since, Duration::ZERO))
    }

    /// Takes a permit, and waits its turn for as long as the limiter's acquire time-out.
    pub(super) async fn acquire(
        shared: &Arc<Shared>,
        patience: Patience,
    ) -> Result<Self, AcquireError> {
        let came = Instant::now();
        let entered = shared.queue.enter(came, patience);
        if !entered.waits {
            if entered.wants_watch {
                watch(shared);
            }
            return Ok(Self::begin(shared, entered.seat, came, Duration::ZERO));
        }
        let waiter = Waiter::new(shared, entered.seat);
        if Handle::try_current().is_err() {
            return Err(AcquireError::NoRuntime);
        }
        let after = shared.settings.acquire_timeout;
        if let Ok(since) = timeout(after, waiter.turn()).await {
            let after = since.saturating_duration_since(came);
            return Ok(Self::begin(shared, waiter.into_seat(), since, after));
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

    fn begin(shared: &Arc<Shared>, seat: usize, since: Instant, after: Duration) -> Self {
        let name = shared.settings.name;
        PERMIT_IN_FLIGHT.shift(name, 1.0);
        PERMIT_WAIT.record(name, || after);
        Self {
            shared: Arc::clone(shared),
            seat,
            since,
        }
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    pub(super) fn since(&self) -> Instant {
        self.since
    }

    /// The end of its limit; never, where the clock does not reach that far.
    pub(super) fn limit(&self) -> Option<Instant> {
        self.since.checked_add(self.shared.settings.hold_limit)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let name = self.shared.settings.name;
        let was_overheld = self.shared.queue.leave(self.seat, Instant::now);
        PERMIT_IN_FLIGHT.shift(name, -1.0);
        PERMIT_HOLD.record(name, || self.since.elapsed());
        if was_overheld {
            PERMIT_OVERHELD.shift(name, -1.0);
        }
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

    /// Resolves when it holds a permit, to since when.
    async fn turn(&self) -> Instant {
        poll_fn(|cx| match self.shared.queue.poll(self.seat, cx.waker()) {
            Some(since) => Poll::Ready(since),
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
            self.shared.queue.leave(self.seat, Instant::now);
        }
    }
}

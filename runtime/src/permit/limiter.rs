//! How many may do something at a time.

use core::{fmt, num::NonZeroUsize, time::Duration};
use std::sync::Arc;

use tokio::time::Instant;

use super::{
    AcquireError, Permit, Settings,
    hold::{Hold, Patience},
    named,
    queue::Queue,
};

/// Lets at most so many hold a permit at a time, first come, first served.
///
/// An acquire gives up after 30 s and a hold is limited to 30 s, unless [set](super::named) otherwise. A clone is the same limiter.
///
/// Its limits need tokio's timer. In a runtime that has it not enabled a wait panics, and a hold is not watched over: the panic hook
/// says so.
///
/// Two ways to hold a permit: [`run`](Self::run) holds one for as long as a body runs, and [`acquire`](Self::acquire) gives one as a
/// value. In `run` the limit is kept and not only reported. In the body of a lifecycle's scope a value reads better: whoever gets no
/// permit still has the handle, and can move it to a state that says so.
///
/// Where a scope with a deadline holds a permit, give the limiter a longer hold limit than the deadline: what comes first is what
/// the end tells, and a time-out of the permit comes to the scope as an error like any other.
#[derive(Clone)]
pub struct Limiter {
    pub(super) shared: Arc<Shared>,
}

/// What limiter, permits and waiters share.
pub(super) struct Shared {
    pub(super) settings: Settings,
    pub(super) queue: Queue<Instant, Patience>,
}

/// How full a limiter is.
///
/// For a health check: a limiter whose [`longest_wait`](Self::longest_wait) grows is not healthy, however well each part of it
/// works.
///
/// [`Limiter::status`] has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// How many permits there are.
    pub capacity: usize,
    /// How many are held.
    pub in_flight: usize,
    /// How many of those are held past their limit.
    pub overheld: usize,
    /// For how long the longest hold has lasted so far.
    pub longest_hold: Option<Duration>,
    /// Who waits for one.
    pub waiting: usize,
    /// For how long the first in the queue has waited so far.
    pub longest_wait: Option<Duration>,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            capacity,
            in_flight,
            waiting,
            ..
        } = self;
        write!(f, "{in_flight} of {capacity} permits are held")?;
        if let Some(longest) = self.longest_hold {
            write!(f, ", the longest for {longest:.1?}")?;
        }
        write!(f, ", and {waiting} wait")
    }
}

impl Limiter {
    /// At most `capacity` permits at a time, with the default time-outs.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use endstate::permit::Limiter;
    ///
    /// let limiter = Limiter::new(const { NonZeroUsize::new(2).unwrap() });
    /// assert_eq!(limiter.status().in_flight, 0);
    /// ```
    #[must_use]
    pub fn new(capacity: NonZeroUsize) -> Self {
        named("limiter").limiter(capacity)
    }

    pub(super) fn with(settings: Settings, capacity: NonZeroUsize) -> Self {
        let queue = Queue::new(capacity.get());
        Self {
            shared: Arc::new(Shared { settings, queue }),
        }
    }

    /// Waits for a permit, for as long as the limiter's acquire time-out.
    ///
    /// The permit is not [`Send`]: a future that holds one across a raw `.await` can be spawned nowhere. See
    /// [`Permit`] for how to wait while holding one, and for how to bind it.
    ///
    /// # Errors
    ///
    /// Says who holds the permits, where the time-out passes; and where it has to wait outside a tokio runtime.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it leaves the queue. A permit that had been meant for it goes to the next. Alive and not polled, it keeps one
    /// that has come: [`run`](Self::run) does not.
    ///
    /// # Panics
    ///
    /// Where it has to wait, in a tokio runtime without its timer enabled.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// use endstate::permit::Limiter;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), endstate::BoxError> {
    /// let limiter = Limiter::new(const { NonZeroUsize::new(2).unwrap() });
    /// let permit = limiter.acquire().await?;
    /// assert_eq!(limiter.status().in_flight, 1);
    /// drop(permit);
    /// assert_eq!(limiter.status().in_flight, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn acquire(&self) -> Result<Permit, AcquireError> {
        let hold = Hold::acquire(&self.shared, Patience::Limit).await?;
        Ok(Permit::new(hold))
    }

    /// A permit, if one is free and nobody waits for it.
    ///
    /// It needs no tokio runtime. Outside one nobody watches over its limit, until somebody gets a permit inside one;
    /// [`status`](Self::status) tells all the same.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use endstate::permit::Limiter;
    /// let limiter = Limiter::new(NonZeroUsize::MIN);
    /// let permit = limiter.try_acquire();
    /// assert!(permit.is_some() && limiter.try_acquire().is_none());
    /// ```
    #[must_use = "it is given back at once if nobody holds it"]
    pub fn try_acquire(&self) -> Option<Permit> {
        Hold::try_acquire(&self.shared).map(Permit::new)
    }

    /// How full it is at this moment.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use endstate::permit::Limiter;
    /// let limiter = Limiter::new(NonZeroUsize::MIN);
    /// let permit = limiter.try_acquire();
    /// let status = limiter.status();
    /// assert_eq!((status.in_flight, status.capacity, status.overheld), (1, 1, 0));
    /// assert!(status.longest_hold.is_some() && status.longest_wait.is_none());
    /// # drop(permit);
    /// ```
    #[must_use]
    pub fn status(&self) -> Status {
        self.shared.status()
    }

    /// What it is called.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// use endstate::permit;
    ///
    /// assert_eq!(permit::named("agents").limiter(NonZeroUsize::MIN).name(), "agents");
    /// ```
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.shared.settings.name
    }
}

impl Shared {
    pub(super) fn status(&self) -> Status {
        let now = Instant::now();
        let picture = self
            .queue
            .picture(|since, patience| self.due(since, patience).is_some_and(|due| due <= now));
        let ago = |since: Instant| now.saturating_duration_since(since);
        Status {
            capacity: self.queue.capacity(),
            in_flight: picture.holding,
            overheld: picture.chosen,
            longest_hold: picture.longest_holding_since.map(ago),
            waiting: picture.waiting,
            longest_wait: picture.longest_waiting_since.map(ago),
        }
    }

    /// The end of a hold's limit; never, where the clock does not reach that far.
    pub(super) fn limit(&self, since: Instant) -> Option<Instant> {
        since.checked_add(self.settings.hold_limit)
    }

    /// From when on a hold is reported as overheld.
    pub(super) fn due(&self, since: Instant, patience: Patience) -> Option<Instant> {
        let limit = self.limit(since)?;
        match patience {
            Patience::Limit => Some(limit),
            Patience::LimitAndStop => limit.checked_add(self.settings.overdue_after),
        }
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limiter")
            .field("name", &self.name())
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}

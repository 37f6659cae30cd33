//! How a limiter behaves.

use core::{num::NonZeroUsize, time::Duration};

use super::Limiter;

/// A limiter with settings; `name` labels its events, its metrics and its errors.
///
/// ```
/// use std::{num::NonZeroUsize, time::Duration};
/// use endstate::permit;
///
/// let agents = permit::named("agents")
///     .acquire_timeout(Duration::from_secs(900))
///     .hold_limit(Duration::from_secs(300))
///     .limiter(const { NonZeroUsize::new(2).unwrap() });
/// assert_eq!(agents.status().capacity, 2);
/// ```
pub fn named(name: &'static str) -> Settings {
    Settings {
        name,
        acquire_timeout: Duration::from_secs(30),
        hold_limit: Duration::from_secs(30),
        overdue_after: Duration::from_secs(5),
    }
}

/// How a limiter behaves: see [`named`].
#[derive(Debug, Clone, Copy)]
#[must_use = "make the limiter with `limiter(capacity)`"]
pub struct Settings {
    pub(super) name: &'static str,
    pub(super) acquire_timeout: Duration,
    pub(super) hold_limit: Duration,
    pub(super) overdue_after: Duration,
}

impl Settings {
    /// How long an acquire waits before it gives up; 30 s by default. Raise it with the hold limit: one who waits less than a
    /// hold may give up before any permit has to come back.
    ///
    /// [`named`] has an example.
    pub fn acquire_timeout(mut self, after: Duration) -> Self {
        self.acquire_timeout = after;
        self
    }

    /// How long a permit may be held; 30 s by default, so that whoever is first in the queue gets one before its own time
    /// is up.
    ///
    /// At the limit the body of a [`run`](Limiter::run) is cancelled, a [`bounded`](super::Permit::bounded) wait ends, and a
    /// [`Permit`](super::Permit) that is still held is reported.
    ///
    /// [`named`] has an example.
    pub fn hold_limit(mut self, limit: Duration) -> Self {
        self.hold_limit = limit;
        self
    }

    /// The time that the body of a [`run`](Limiter::run) has to stop once it was cancelled, before it is reported as
    /// overheld; 5 s by default.
    ///
    /// ```
    /// use std::{num::NonZeroUsize, time::Duration};
    /// use endstate::permit;
    ///
    /// let agents = permit::named("agents")
    ///     .overdue_after(Duration::from_secs(1))
    ///     .limiter(NonZeroUsize::MIN);
    /// ```
    pub fn overdue_after(mut self, after: Duration) -> Self {
        self.overdue_after = after;
        self
    }

    /// Makes the limiter: at most `capacity` permits are held at a time.
    ///
    /// [`named`] has an example.
    #[must_use]
    pub fn limiter(self, capacity: NonZeroUsize) -> Limiter {
        Limiter::with(self, capacity)
    }
}

//! How a wait can fail.

use core::{error::Error, fmt, time::Duration};

use crate::BoxError;

/// A wait that did not get what it waited for.
///
/// [`Subscription::wait_until`](super::Subscription::wait_until) has an example.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError {
    /// Its time was over.
    TimedOut(TimedOut),
    /// The predicate failed with this error.
    Predicate(BoxError),
}

/// A wait whose time was over.
///
/// [`Subscription::wait_until`](super::Subscription::wait_until) has an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimedOut {
    /// The name of the hub.
    pub hub: &'static str,
    /// The time it had.
    pub after: Duration,
    /// How often the predicate was asked. 0 for a wait without one.
    pub checks: u64,
    /// Whether the predicate had not answered when the time was over: then it is what is slow.
    pub in_check: bool,
    /// How long before the end the last event came, if one came during the wait.
    pub last_event: Option<Duration>,
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            hub,
            after,
            checks,
            in_check,
            last_event,
        } = self;
        write!(f, "hub `{hub}`: ")?;
        match (checks, in_check) {
            (0, _) => return write!(f, "no event within {after:?}"),
            (_, true) => write!(
                f,
                "the predicate did not answer within {after:?} (checks: {checks}; "
            )?,
            (_, false) => write!(
                f,
                "what was waited for did not come within {after:?} (checks: {checks}; "
            )?,
        }
        match last_event {
            Some(ago) => write!(f, "the last event came {ago:?} before the end)"),
            None => f.write_str("no event came)"),
        }
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut(timed_out) => timed_out.fmt(f),
            Self::Predicate(error) => error.fmt(f),
        }
    }
}

impl Error for TimedOut {}

impl Error for WaitError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Displayed as this error, so its own source is the next link of the chain.
            Self::Predicate(error) => error.source(),
            Self::TimedOut(_) => None,
        }
    }
}

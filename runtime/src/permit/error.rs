//! What can go wrong with a limiter.

use core::{error::Error, fmt, time::Duration};

use super::Status;
use crate::{
    BoxError,
    sync::{Mutex, PoisonError},
};

/// No permit was to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AcquireError {
    /// None came free in time.
    TimedOut {
        /// The name of the limiter.
        limiter: &'static str,
        /// Its acquire time-out.
        after: Duration,
        /// Who holds the permits, and who else waits.
        status: Status,
    },
    /// None was free, and there is no tokio runtime whose clock could bound the wait.
    NoRuntime,
}

impl fmt::Display for AcquireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut {
                limiter,
                after,
                status,
            } => write!(f, "no permit of `{limiter}` within {after:?}: {status}"),
            Self::NoRuntime => {
                f.write_str("waiting for a permit needs a tokio runtime; poll it inside one")
            }
        }
    }
}

impl Error for AcquireError {}

/// A wait that did not end before the permit's hold limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimedOut {
    /// The name of the limiter.
    pub limiter: &'static str,
    /// Its hold limit.
    pub limit: Duration,
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limiter, limit } = self;
        write!(
            f,
            "the wait did not end within the hold limit of `{limiter}`, {limit:?}; release the permit before a longer one"
        )
    }
}

impl Error for TimedOut {}

/// A wait that a body made without its permit is over, and no permit was to be had to go on.
pub struct NotReacquired<T> {
    /// Behind a lock, so that the error can be shared between threads whether the output can or not.
    output: Mutex<T>,
    cause: AcquireError,
}

impl<T> NotReacquired<T> {
    pub(super) fn new(output: T, cause: AcquireError) -> Self {
        Self {
            output: Mutex::new(output),
            cause,
        }
    }

    /// What was waited for.
    #[must_use]
    pub fn into_output(self) -> T {
        self.output
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Why there was no permit.
    #[must_use]
    pub fn cause(&self) -> AcquireError {
        self.cause
    }
}

impl<T> fmt::Debug for NotReacquired<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotReacquired")
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Display for NotReacquired<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the wait is over, but {}", self.cause)
    }
}

impl<T> Error for NotReacquired<T> {}

/// A [`run`](super::Limiter::run) that did not come to an `Ok` of its body.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// No permit was to be had; the body did not begin.
    NotAcquired(AcquireError),
    /// The body returned this error.
    Body(BoxError),
    /// The body reached the hold limit and was cancelled.
    HeldTooLong {
        /// The name of the limiter.
        limiter: &'static str,
        /// Its hold limit.
        limit: Duration,
        /// Whether the body has stopped. If not it goes on holding its permit, since it does not give control back.
        stopped: bool,
    },
    /// After a [`released`](super::Held::released) wait no permit was to be had for the body to go on: it had dropped that wait
    /// halfway, or was told so and did not end within the time of a hold.
    NotReacquired(AcquireError),
    /// There is no tokio runtime to run the body on, or it shut down.
    NoRuntime,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAcquired(error) => error.fmt(f),
            Self::Body(error) => error.fmt(f),
            Self::HeldTooLong {
                limiter,
                limit,
                stopped,
            } => {
                write!(
                    f,
                    "the body held its permit of `{limiter}` for {limit:?} and was cancelled"
                )?;
                if *stopped {
                    Ok(())
                } else {
                    f.write_str(", but does not stop")
                }
            }
            Self::NotReacquired(error) => write!(f, "the body was cancelled: {error}"),
            Self::NoRuntime => {
                f.write_str("a limiter runs its bodies on tokio; call it inside a runtime")
            }
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Displayed as this error, so its own source is the next link of the chain.
            Self::Body(error) => error.source(),
            _ => None,
        }
    }
}

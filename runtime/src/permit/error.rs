//! What can go wrong with a limiter.

use core::{error::Error, fmt, time::Duration};

use super::Status;
use crate::{
    BoxError,
    sync::{Mutex, PoisonError},
};

/// No permit was to be had.
///
/// ```
/// # use std::{num::NonZeroUsize, time::Duration};
/// use endstate::permit::{self, AcquireError};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let desks = permit::named("desks").limiter(NonZeroUsize::MIN);
/// let first = desks.acquire().await;
/// let second = desks.acquire().await;
/// match second {
///     Err(AcquireError::TimedOut { limiter, after, status }) => {
///         assert_eq!((limiter, after), ("desks", Duration::from_secs(30)));
///         assert_eq!(status.in_flight, 1);
///     }
///     other => panic!("{other:?}"),
/// }
/// # drop(first);
/// # }
/// ```
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
///
/// ```
/// # use std::{num::NonZeroUsize, time::Duration};
/// use endstate::permit;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let desks = permit::named("desks")
///     .hold_limit(Duration::from_secs(5))
///     .limiter(NonZeroUsize::MIN);
/// let permit = desks.acquire().await?;
/// let (permit, never) = permit.bounded(std::future::pending::<()>()).await;
/// assert_eq!(never.unwrap_err().limit, Duration::from_secs(5));
/// # drop(permit);
/// # Ok(())
/// # }
/// ```
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
///
/// ```
/// # use std::{num::NonZeroUsize, time::Duration};
/// use endstate::permit::{self, AcquireError};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let desks = permit::named("desks")
///     .acquire_timeout(Duration::from_secs(1))
///     .limiter(NonZeroUsize::MIN);
/// let other = desks.clone();
/// let kept = desks
///     .run(async move |mut held| {
///         // While this one waits for its answer, another takes its place and stays.
///         let answered = held.released(async {
///             let taken = other.try_acquire().expect("it is free");
///             (taken.limiter().status().in_flight, std::mem::forget(taken)).0
///         });
///         let gone = answered.await.unwrap_err();
///         assert!(matches!(gone.cause(), AcquireError::TimedOut { .. }));
///         Ok(gone.into_output()) // the answer is not lost
///     })
///     .await?;
/// assert_eq!(kept, 1);
/// # Ok(())
/// # }
/// ```
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

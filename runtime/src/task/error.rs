//! What can go wrong with a nursery, and with a child that it does not take.

use core::{error::Error, fmt, time::Duration};
use std::{
    sync::{Mutex, PoisonError},
    vec::Vec,
};

use super::ChildId;
use crate::BoxError;

/// A child that a nursery did not take; the future comes back, so that its scope is not lost.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Download, fixpoint = Broken)]
/// # enum DownloadState {
/// #     #[lifecycle(initial, to(Complete))] Running,
/// #     #[lifecycle(terminal)] Complete,
/// #     #[lifecycle(terminal)] Broken,
/// # }
/// use endstate::task::{self, RefusedCause};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let end = task::nursery(async |nursery| {
///     nursery.cancel();
///     let download = Download::scope(Running).run(async |d| Ok(d.to(Complete).exit()));
///     let refused = nursery.spawn(download).unwrap_err();
///     assert_eq!(refused.cause(), RefusedCause::Closed);
///     Ok(refused.into_scope().await) // here instead, and not as a task
/// })
/// .await?;
/// assert!(matches!(end, DownloadEnd::Complete(_)));
/// # Ok(())
/// # }
/// ```
pub struct Refused<R> {
    /// Behind a lock, so that the error can be shared between threads whether the future can or not.
    scope: Mutex<R>,
    cause: RefusedCause,
}

impl<R> Refused<R> {
    pub(super) fn new(scope: R, cause: RefusedCause) -> Self {
        Self {
            scope: Mutex::new(scope),
            cause,
        }
    }

    /// The future, not polled yet.
    #[must_use]
    pub fn into_scope(self) -> R {
        // Never locked, so never poisoned.
        self.scope
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Why it was refused.
    #[must_use]
    pub fn cause(&self) -> RefusedCause {
        self.cause
    }
}

/// Why a nursery does not take a child.
///
/// [`Refused`] has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefusedCause {
    /// The nursery is shutting down, was cancelled, or is over.
    Closed,
    /// There is no tokio runtime to spawn it on.
    NoRuntime,
}

impl<R> fmt::Debug for Refused<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refused")
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

impl<R> fmt::Display for Refused<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl fmt::Display for RefusedCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Closed => {
                "the nursery is closed and takes no more children; spawn before it shuts down"
            }
            Self::NoRuntime => "a nursery spawns on tokio; call it inside a runtime",
        })
    }
}

impl<R> Error for Refused<R> {}
impl Error for RefusedCause {}

impl<R> From<Refused<R>> for RefusedCause {
    fn from(refused: Refused<R>) -> Self {
        refused.cause
    }
}

/// A nursery that was left otherwise than by an `Ok` of its body.
///
/// ```
/// use std::{future::pending, time::Duration};
/// use endstate::task::{self, FailureCause};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let failure = task::named("downloads")
///     .deadline(Duration::from_secs(60))
///     .nursery(async |_| Ok(pending::<()>().await))
///     .await
///     .unwrap_err();
/// assert!(matches!(failure.cause, FailureCause::TimedOut { .. }));
/// for child in &failure.overdue {
///     println!("{} of {} still runs, after {:?}", child.child, child.lifecycle, child.running_for);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure {
    /// What happened.
    pub cause: FailureCause,
    /// The children that were cancelled and have not stopped.
    pub overdue: Vec<Overdue>,
}

/// Why a nursery failed.
///
/// [`Failure`] has an example.
#[derive(Debug)]
#[non_exhaustive]
pub enum FailureCause {
    /// Its body returned this error.
    Body(BoxError),
    /// Its deadline passed.
    TimedOut {
        /// The time it had.
        after: Duration,
    },
}

/// A child that was cancelled and goes on: its body does not give control back.
///
/// [`Failure`] has an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overdue {
    /// The child.
    pub child: ChildId,
    /// The name of its lifecycle.
    pub lifecycle: &'static str,
    /// How long it has run.
    pub running_for: Duration,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            FailureCause::Body(error) => error.fmt(f)?,
            FailureCause::TimedOut { after } => write!(f, "the nursery timed out after {after:?}")?,
        }
        match self.overdue.len() {
            0 => Ok(()),
            n => write!(f, " ({n} cancelled children have not stopped)"),
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            // Displayed as this error, so its own source is the next link of the chain.
            FailureCause::Body(error) => error.source(),
            FailureCause::TimedOut { .. } => None,
        }
    }
}

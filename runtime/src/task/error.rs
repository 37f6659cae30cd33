//! What can go wrong with a nursery, and with a child that it does not take.

use core::{error::Error, fmt, time::Duration};
use std::{
    sync::{Mutex, PoisonError},
    vec::Vec,
};

use super::ChildId;
use crate::BoxError;

/// A child that a nursery did not take; the future comes back, so that its scope is not lost.
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
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure {
    /// What happened.
    pub cause: FailureCause,
    /// The children that were cancelled and have not stopped.
    pub overdue: Vec<Overdue>,
}

/// Why a nursery failed.
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

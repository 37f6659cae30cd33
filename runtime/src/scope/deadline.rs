//! How long a scope may run.

use core::{
    task::{Context, Poll},
    time::Duration,
};

use crate::BoxError;

/// How long a scope may run: [`Unbounded`], or what `Scope::deadline` sets.
pub trait Deadline: sealed::Deadline {}

/// No deadline: the scope runs for as long as its body.
#[derive(Debug, Clone, Copy)]
pub struct Unbounded;
impl Deadline for Unbounded {}
impl Uninterrupted for Unbounded {}

/// A scope that has no deadline.
#[diagnostic::on_unimplemented(
    message = "this scope has a deadline",
    label = "not for a scope with a deadline",
    note = "plain code cannot be interrupted: use `run(async |handle| ..).await`, or leave out `deadline(..)`",
    note = "a scope has one deadline at most"
)]
pub trait Uninterrupted: Deadline {}

pub(super) mod sealed {
    use super::{BoxError, Context, Duration, Poll};

    pub trait Deadline {
        type Timer;

        /// Starts the clock, when the scope begins.
        fn start(self) -> Result<Self::Timer, BoxError>;

        /// The time the body had, once it has passed.
        fn poll_passed(timer: &mut Self::Timer, cx: &mut Context<'_>) -> Poll<Duration>;
    }
}

impl sealed::Deadline for Unbounded {
    type Timer = ();

    #[inline]
    fn start(self) -> Result<(), BoxError> {
        Ok(())
    }

    #[inline]
    fn poll_passed((): &mut (), _: &mut Context<'_>) -> Poll<Duration> {
        Poll::Pending
    }
}

#[cfg(feature = "tokio")]
pub use within::{NoRuntime, Within};

#[cfg(feature = "tokio")]
mod within {
    use alloc::boxed::Box;
    use core::{
        fmt,
        pin::Pin,
        task::{Context, Poll, ready},
        time::Duration,
    };

    use tokio::{
        runtime::Handle,
        task::{Unconstrained, unconstrained},
        time::{Sleep, sleep},
    };

    use super::{Deadline, Uninterrupted, sealed};
    use crate::{BoxError, Lifecycle, scope::Scope};

    /// The deadline that [`Scope::deadline`] set.
    #[derive(Debug, Clone, Copy)]
    pub struct Within(Duration);
    impl Deadline for Within {}

    impl<L: Lifecycle, St, O, D> Scope<L, St, O, D> {
        /// Ends the lifecycle as [`TimedOut`](crate::Cause::TimedOut) unless its body has ended `after` it began. The
        /// body is dropped then.
        ///
        /// A body that never gives control back at an `.await` cannot be interrupted. The clock is tokio's, so a
        /// paused runtime pauses it; outside a tokio runtime the lifecycle ends with [`NoRuntime`] as its error.
        pub fn deadline(self, after: Duration) -> Scope<L, St, O, Within>
        where
            D: Uninterrupted,
        {
            let Self {
                start,
                on_exit,
                lifecycle,
                ..
            } = self;
            Scope {
                start,
                on_exit,
                limit: Within(after),
                lifecycle,
            }
        }
    }

    /// A scope with a deadline was polled outside a tokio runtime, where no timer runs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct NoRuntime;

    impl fmt::Display for NoRuntime {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a scope with a deadline needs a tokio runtime with its timer enabled; poll it inside one")
        }
    }

    impl core::error::Error for NoRuntime {}

    impl sealed::Deadline for Within {
        // Unconstrained: a body that used up tokio's budget must not keep the clock from being read.
        type Timer = (Duration, Pin<Box<Unconstrained<Sleep>>>);

        fn start(self) -> Result<Self::Timer, BoxError> {
            Handle::try_current().map_err(|_| NoRuntime)?;
            Ok((self.0, Box::pin(unconstrained(sleep(self.0)))))
        }

        fn poll_passed((after, sleep): &mut Self::Timer, cx: &mut Context<'_>) -> Poll<Duration> {
            ready!(sleep.as_mut().poll(cx));
            Poll::Ready(*after)
        }
    }
}

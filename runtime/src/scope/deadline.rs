//! How long a scope may run.

use core::{
    task::{Context, Poll},
    time::Duration,
};

use crate::BoxError;

/// How long a scope may run: [`Unbounded`], or what `Scope::deadline` sets.
///
/// The example is that of [`Scope::run`](super::Scope::run).
pub trait Deadline: sealed::Deadline {}

/// No deadline: the scope runs for as long as its body.
///
/// The example is that of [`Scope::run`](super::Scope::run).
#[derive(Debug, Clone, Copy)]
pub struct Unbounded;
impl Deadline for Unbounded {}
impl Uninterrupted for Unbounded {}

/// A scope that has no deadline.
///
/// The example is that of [`Scope::run_sync`](super::Scope::run_sync).
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
    ///
    /// [`Scope::deadline`] has an example.
    #[derive(Debug, Clone, Copy)]
    pub struct Within(Duration);
    impl Deadline for Within {}

    impl<L: Lifecycle, St, O, D> Scope<L, St, O, D> {
        /// Ends the lifecycle as [`TimedOut`](crate::Cause::TimedOut) unless its body has ended `after` it began. The
        /// body is dropped then.
        ///
        /// A body that never gives control back at an `.await` cannot be interrupted. The clock is tokio's, so a
        /// paused runtime pauses it; outside a tokio runtime the lifecycle ends with [`NoRuntime`] as its error.
        ///
        /// ```
        /// # use endstate::Lifecycle;
        /// # #[derive(Lifecycle)]
        /// # #[lifecycle(handle = Door, fixpoint = Shut)]
        /// # enum DoorState {
        /// #     #[lifecycle(initial, to(Shut))] Open,
        /// #     #[lifecycle(terminal)] Shut,
        /// # }
        /// use std::time::Duration;
        /// use endstate::Cause;
        ///
        /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
        /// # async fn main() {
        /// let end = Door::scope(Open)
        ///     .deadline(Duration::from_secs(30))
        ///     .run(async |door| {
        ///         std::future::pending::<()>().await; // nobody comes
        ///         Ok(door.to(Shut).exit())
        ///     })
        ///     .await;
        /// assert!(matches!(end, DoorEnd::Shut(_)));
        /// # }
        /// ```
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
    ///
    /// ```
    /// use endstate::{Abandoned, Cause, Lifecycle, scope::NoRuntime};
    ///
    /// #[derive(Lifecycle)]
    /// #[lifecycle(handle = Door, fixpoint = Jammed)]
    /// enum DoorState {
    ///     #[lifecycle(initial, to(Shut))] Open,
    ///     #[lifecycle(terminal)] Shut,
    ///     #[lifecycle(terminal)] Jammed { no_runtime: bool },
    /// }
    ///
    /// impl From<Abandoned> for Jammed {
    ///     fn from(abandoned: Abandoned) -> Self {
    ///         let no_runtime = matches!(abandoned.cause, Cause::Error(error) if error.is::<NoRuntime>());
    ///         Jammed { no_runtime }
    ///     }
    /// }
    ///
    /// let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    /// let timed = Door::scope(Open).deadline(std::time::Duration::from_secs(1));
    /// let mut running = std::pin::pin!(timed.run(async |door| Ok(door.to(Shut).exit())));
    /// let polled = running.as_mut().poll(&mut cx); // by hand, and not by tokio
    /// assert!(matches!(polled, std::task::Poll::Ready(DoorEnd::Jammed(Jammed { no_runtime: true }))));
    /// ```
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

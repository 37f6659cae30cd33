//! A permit as a value.

use core::{fmt, panic::Location, time::Duration};
use std::sync::Arc;

use tokio::time::timeout_at;

use super::{AcquireError, Limiter, TimedOut, hold::Hold};
use crate::waiver::{Rule, waive};

/// What rustc says that a future is not [`Send`] for, if it holds a [`Permit`] across an `.await`.
///
/// Wait within the hold limit, with [`Permit::bounded`], or without the permit, after [`Permit::release_before_wait`]. See
/// [`Permit`] for how to bind one, where rustc takes it for held and it is not.
///
/// Nothing implements this trait: it is there for its name.
pub trait PermitHeldAcrossAwait: sealed::Name {}

mod sealed {
    pub trait Name {}
}

/// A permit that is held; given back on drop.
///
/// It is not [`Send`], so a future that holds one across a raw `.await` is not either, wherever it is stored: neither a
/// nursery nor `tokio::spawn` takes it. A wait while it is held goes through the permit itself:
///
/// | to wait | write |
/// |---|---|
/// | as long as the hold limit allows | `let (permit, done) = permit.bounded(future).await;` |
/// | as long as it takes | `let released = permit.release_before_wait();`, wait, `let permit = released.reacquire().await?;` |
/// | as long as it takes, holding it | `let (permit, done) = permit.across_unbounded("why", future).await;` |
///
/// A hold past the limit is reported: as an event, in the gauge `endstate_permit_overheld`, and in
/// [`Status::overheld`](super::Status). It is never taken away.
///
/// # Where rustc is stricter than the rule
///
/// * Bind it with `let permit = limiter.acquire().await?;` or `let Ok(permit) = .. else`. In
///   `match limiter.acquire().await { Ok(permit) => .. }` rustc keeps what is matched on alive in the arms.
/// * Take the pair that a wait gives apart where it comes, `let (permit, done) = ..`: a pair in a variable of its own counts as held.
/// * A spawned future owns its parameters from the start, so a permit cannot be one: acquire inside.
/// * A variable that is assigned anew in a loop counts as held throughout: put the loop into one `bounded`, or the permit into a
///   variable of the loop's body.
///
/// # What the types do not see
///
/// A future that nobody asks to be `Send`, as in `block_on` or `spawn_local`; there the lint `await_holding_invalid_type` with this
/// workspace's `clippy.toml` finds most of it, and the gauge the rest.
///
/// ```
/// # use std::num::NonZeroUsize;
/// use endstate::permit::Limiter;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// # async fn work() {}
/// let limiter = Limiter::new(NonZeroUsize::MIN);
/// let permit = limiter.acquire().await?;
/// let (permit, done) = permit.bounded(work()).await;
/// done?;
/// println!("{:?} with a permit of {}", permit.held_for(), permit.limiter().name());
/// # Ok(())
/// # }
/// ```
#[must_use = "it is given back at once if nobody holds it"]
pub struct Permit {
    hold: Hold,
    // Not `Send`, without a `PhantomData` that the message would explain too.
    _marker: [*const dyn PermitHeldAcrossAwait; 0],
}

impl Permit {
    pub(super) fn new(hold: Hold) -> Self {
        Self { hold, _marker: [] }
    }

    /// For how long it has been held.
    #[must_use]
    pub fn held_for(&self) -> Duration {
        self.hold.since().elapsed()
    }

    /// The limiter that it is of.
    #[must_use]
    pub fn limiter(&self) -> Limiter {
        Limiter {
            shared: Arc::clone(self.hold.shared()),
        }
    }

    /// Waits for `wait` while the permit is held, at most until its hold limit.
    ///
    /// Gives the permit back, with the output or with [`TimedOut`]. The limit is that of the whole hold, so a second wait has
    /// the time that the first has left.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it drops `wait` and gives the permit back.
    ///
    /// # Panics
    ///
    /// When polled outside a tokio runtime with its timer enabled.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use endstate::permit::Limiter;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), endstate::BoxError> {
    /// # let limiter = Limiter::new(NonZeroUsize::MIN);
    /// # async fn rows() -> usize { 3 }
    /// let permit = limiter.acquire().await?;
    /// let (permit, rows) = permit.bounded(rows()).await;
    /// assert_eq!(rows?, 3);
    /// drop(permit);
    /// # Ok(())
    /// # }
    /// ```
    pub fn bounded<Fut: Future>(
        self,
        wait: Fut,
    ) -> impl Future<Output = (Self, Result<Fut::Output, TimedOut>)> {
        // Taken out of the permit first: a hold is `Send`, and so is the future that waits with one.
        let hold = self.hold;
        let (settings, limit) = (hold.shared().settings, hold.shared().limit(hold.since()));
        async move {
            // `hold` comes after `wait` in here, and so it is dropped after it.
            let done = match limit {
                Some(limit) => timeout_at(limit, wait).await.map_err(|_| TimedOut {
                    limiter: settings.name,
                    limit: settings.hold_limit,
                }),
                None => Ok(wait.await),
            };
            (Self::new(hold), done)
        }
    }

    /// Ends the hold, before a wait without a bound. [`Released::reacquire`] begins another.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use endstate::permit::Limiter;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), endstate::BoxError> {
    /// # let limiter = Limiter::new(NonZeroUsize::MIN);
    /// # async fn answer_of_the_user() -> &'static str { "yes" }
    /// let permit = limiter.acquire().await?;
    /// let released = permit.release_before_wait();
    /// let answer = answer_of_the_user().await;
    /// let permit = released.reacquire().await?;
    /// # drop(permit);
    /// # assert_eq!(answer, "yes");
    /// # Ok(())
    /// # }
    /// ```
    pub fn release_before_wait(self) -> Released {
        Released {
            limiter: self.limiter(),
        }
    }

    /// Waits for `wait` while the permit is held, for as long as it takes: the declared exception, with its `reason`.
    ///
    /// It is reported as waived through `tracing` and in [`waivers`](crate::waivers). A hold past the limit is reported
    /// all the same.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it drops `wait` and gives the permit back.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use endstate::permit::Limiter;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), endstate::BoxError> {
    /// # let limiter = Limiter::new(NonZeroUsize::MIN);
    /// # async fn migrated() {}
    /// let permit = limiter.acquire().await?;
    /// let (permit, ()) = permit.across_unbounded("a migration runs alone, however long", migrated()).await;
    /// drop(permit);
    /// assert_eq!(endstate::waivers()[0].reason, "a migration runs alone, however long");
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn across_unbounded<Fut: Future>(
        self,
        reason: &'static str,
        wait: Fut,
    ) -> impl Future<Output = (Self, Fut::Output)> {
        waive(
            Rule::PermitNotHeldAcrossUnboundedWait,
            reason,
            Location::caller(),
        );
        let hold = self.hold;
        async move {
            let done = wait.await;
            (Self::new(hold), done)
        }
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit")
            .field("limiter", &self.hold.shared().settings.name)
            .field("held_for", &self.held_for())
            .finish_non_exhaustive()
    }
}

/// A hold that has ended before a wait; made by [`Permit::release_before_wait`].
#[must_use = "go on with `reacquire().await?` after the wait; without another hold, `drop(permit)` says it better"]
#[derive(Debug)]
pub struct Released {
    limiter: Limiter,
}

impl Released {
    /// Waits for a permit, for as long as the limiter's acquire time-out: at the back of the queue, and with a new limit.
    ///
    /// # Errors
    ///
    /// Those of [`Limiter::acquire`].
    ///
    /// # Cancel safety
    ///
    /// Dropped, it leaves the queue.
    ///
    /// # Panics
    ///
    /// As [`Limiter::acquire`].
    pub async fn reacquire(self) -> Result<Permit, AcquireError> {
        self.limiter.acquire().await
    }
}

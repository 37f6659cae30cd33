//! A permit as the body of a run sees it.

use core::{fmt, marker::PhantomData, time::Duration};
use std::sync::Arc;

use tokio::time::Instant;

use super::{
    NotReacquired,
    place::{Slot, Until},
};

/// The permit of a body that [`Limiter::run`](super::Limiter::run) runs. It cannot leave the body.
///
/// ```
/// # use std::{num::NonZeroUsize, time::Duration};
/// use endstate::permit::Limiter;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let limiter = Limiter::new(NonZeroUsize::MIN);
/// limiter
///     .run(async |held| {
///         assert!(held.time_left() <= Duration::from_secs(30));
///         Ok(())
///     })
///     .await?;
/// # Ok(())
/// # }
/// ```
pub struct Held<'run> {
    pub(super) slot: Arc<Slot>,
    /// Of a lifetime that the body cannot name, so that nothing outside it can keep this.
    pub(super) run: PhantomData<fn(&'run ()) -> &'run ()>,
}

impl Held<'_> {
    /// Gives the permit back, waits for `wait`, and takes a permit again before the body goes on.
    ///
    /// The one place for a wait without a bound: `wait` may take as long as it likes, or bring a time-out of its own. The
    /// permit is then waited for at the back of the queue, for as long as the limiter's acquire time-out, and its hold limit
    /// begins anew.
    ///
    /// What the body does beside it, as another branch of `join!`, goes on meanwhile: without a permit and without a limit.
    ///
    /// # Errors
    ///
    /// Gives the output back where no permit was to be had in time, in [`into_output`](NotReacquired::into_output): a `?` drops
    /// it, and with it an answer that may have taken hours. The body holds none then, and has as long as a hold to clean up
    /// and end.
    ///
    /// # Cancel safety
    ///
    /// Dropped before its end, as a branch of `select!` is, it drops `wait`. The body gets a permit again before it is polled
    /// next; where none is to be had, it is dropped.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use endstate::permit::Limiter;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), endstate::BoxError> {
    /// # let limiter = Limiter::new(NonZeroUsize::MIN);
    /// # async fn answer_of_the_user() -> &'static str { "yes" }
    /// let answer = limiter
    ///     .run(async |mut held| {
    ///         let answer = held.released(answer_of_the_user()).await?;
    ///         Ok(answer.to_uppercase())
    ///     })
    ///     .await?;
    /// assert_eq!(answer, "YES");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn released<Fut: Future>(
        &mut self,
        wait: Fut,
    ) -> Result<Fut::Output, NotReacquired<Fut::Output>> {
        let away = self.slot.leave();
        let output = wait.await;
        match away.come_back().await {
            Ok(()) => Ok(output),
            Err(cause) => Err(NotReacquired::new(output, cause)),
        }
    }

    /// How long the body may go on until it is cancelled at the hold limit.
    #[must_use]
    pub fn time_left(&self) -> Duration {
        match self.slot.until() {
            Until::Limit(limit) => limit.saturating_duration_since(Instant::now()),
            Until::Unlimited | Until::Asked | Until::Owed => Duration::MAX,
        }
    }
}

impl fmt::Debug for Held<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Held")
            .field("limiter", &self.slot.shared.settings.name)
            .field("time_left", &self.time_left())
            .finish_non_exhaustive()
    }
}

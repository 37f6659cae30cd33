//! A permit as the body of a run sees it.

use core::{fmt, marker::PhantomData, mem, time::Duration};
use std::sync::Arc;

use tokio::time::Instant;

use super::{
    NotReacquired,
    hold::{Hold, Patience},
    limiter::Shared,
};
use crate::sync::{Mutex, lock};

/// The permit of a body that [`Limiter::run`](super::Limiter::run) runs. It cannot leave the body.
pub struct Held<'run> {
    pub(super) slot: Arc<Slot>,
    /// Of a lifetime that the body cannot name, so that nothing outside it can keep this.
    pub(super) run: PhantomData<fn(&'run ()) -> &'run ()>,
}

/// Where the permit of a body is, for the body and for what drives it.
pub(super) struct Slot {
    pub(super) shared: Arc<Shared>,
    place: Mutex<Place>,
}

pub(super) enum Place {
    /// It is held.
    Here(Hold),
    /// The body waits without it, or has not begun, or is over.
    Away,
    /// The body dropped a wait halfway, and may not go on without a permit.
    Owed,
    /// None was to be had after a wait: the body has as long as a hold to clean up.
    Lost { since: Instant },
}

/// How long a body may go on.
#[derive(PartialEq, Eq, Clone, Copy)]
pub(super) enum Until {
    Limit(Instant),
    Unlimited,
    /// Not at all, before it has a permit again.
    Owed,
}

impl Slot {
    pub(super) fn new(shared: &Arc<Shared>) -> Self {
        Self {
            shared: Arc::clone(shared),
            place: Mutex::new(Place::Away),
        }
    }

    pub(super) fn put(&self, place: Place) {
        let replaced = mem::replace(&mut *lock(&self.place), place);
        // Outside the lock: giving a permit back wakes whoever gets it.
        drop(replaced);
    }

    pub(super) fn until(&self) -> Until {
        let since = match &*lock(&self.place) {
            Place::Here(hold) => hold.since(),
            Place::Lost { since } => *since,
            Place::Away => return Until::Unlimited,
            Place::Owed => return Until::Owed,
        };
        match since.checked_add(self.shared.settings.hold_limit) {
            Some(limit) => Until::Limit(limit),
            None => Until::Unlimited,
        }
    }
}

impl Held<'_> {
    /// Gives the permit back, waits for `wait`, and takes a permit again before the body goes on.
    ///
    /// The one place for a wait without a bound: `wait` may take as long as it likes, or bring a time-out of its own. The
    /// permit is then waited for at the back of the queue, for as long as the limiter's acquire time-out, and its hold limit
    /// begins anew.
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
        self.slot.put(Place::Away);
        let owed = OwedOnDrop(&self.slot);
        let output = wait.await;
        match Hold::acquire(&self.slot.shared, Patience::LimitAndStop).await {
            Ok(hold) => {
                owed.settle(Place::Here(hold));
                Ok(output)
            }
            Err(cause) => {
                let since = Instant::now();
                owed.settle(Place::Lost { since });
                Err(NotReacquired::new(output, cause))
            }
        }
    }

    /// How long the body may go on until it is cancelled at the hold limit.
    #[must_use]
    pub fn time_left(&self) -> Duration {
        match self.slot.until() {
            Until::Limit(limit) => limit.saturating_duration_since(Instant::now()),
            Until::Unlimited | Until::Owed => Duration::MAX,
        }
    }
}

struct OwedOnDrop<'a>(&'a Slot);

impl OwedOnDrop<'_> {
    fn settle(self, place: Place) {
        self.0.put(place);
        mem::forget(self);
    }
}

impl Drop for OwedOnDrop<'_> {
    fn drop(&mut self) {
        self.0.put(Place::Owed);
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

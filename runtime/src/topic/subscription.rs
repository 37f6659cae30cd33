//! A place on a topic, from which one asks, waits and reads.

use core::{fmt, hash::Hash, time::Duration};
use std::sync::Arc;

use tokio::{task::coop::consume_budget, time::timeout};

use super::{
    Asking, TimedOut,
    events::{Cursor, Events, Read},
    hub::Shared,
    telemetry,
};

/// A live subscription to a topic. Only from here can one [ask](Self::publish) and [wait](Self::wait_until).
///
/// It is in force from the moment it exists, and over when it is dropped; the last one takes its topic with it. Every wait
/// takes a time-out, and the hub's fallback tick (5 s unless [set](super::Settings::recheck_every)) bounds how long it may
/// go without looking for itself.
///
/// ```
/// use endstate::topic::Hub;
///
/// let hub: Hub<u64, &str> = Hub::new();
/// let project = hub.subscribe(7);
/// assert_eq!((*project.key(), hub.topics()), (7, 1));
/// drop(project);
/// assert_eq!(hub.topics(), 0);
/// ```
#[must_use = "dropped, it is over: keep it for as long as you wait"]
pub struct Subscription<K: Eq + Hash, E> {
    pub(super) key: K,
    pub(super) shared: Arc<Shared<K, E>>,
    pub(super) events: Arc<Events<E>>,
    pub(super) cursor: Cursor,
}

/// What a reader gets of its topic's events.
///
/// [`Subscription::next`] has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received<E> {
    /// The next event.
    Event(E),
    /// Events were missed: read anew whatever they would have told.
    ///
    /// So many, its own questions included, where the subscription was too slow and its hub's [buffer](super::Settings::buffer) too small. `None` after
    /// [`wake_all`](super::Hub::wake_all): the source was interrupted, and nobody knows what it missed.
    Missed(Option<u64>),
}

impl<K: Eq + Hash, E> Subscription<K, E> {
    pub(super) fn to(key: K, shared: &Arc<Shared<K, E>>) -> Self
    where
        K: Clone,
    {
        let joined = shared.topics.join(&key);
        telemetry::subscribed(shared.settings.name, joined.is_new);
        Self {
            key,
            shared: Arc::clone(shared),
            cursor: joined.events.join(),
            events: joined.events,
        }
    }

    /// The topic's key.
    #[must_use]
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Writes a question while the subscription is live, and gives what `question` returned.
    ///
    /// `question` gets the proof of it: see [`Asking`]. It is an async closure, `async |asking| ..`, and not `|asking| async move
    /// { .. }`, whose block could not borrow the proof.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it drops the future of `question` where it stands. The subscription stays.
    pub async fn publish<F, T>(&mut self, question: F) -> T
    where
        F: for<'a> AsyncFnOnce(Asking<'a, K, E>) -> T,
    {
        let asking = Asking { subscription: self };
        question(asking).await
    }

    /// The next event, for readers of live updates. The subscription's own questions are not among them.
    ///
    /// `within` zero takes what is there already. Who waits for a *state* should use [`wait_until`](Self::wait_until),
    /// which takes no events away.
    ///
    /// ```
    /// use std::time::Duration;
    /// use endstate::topic::{Hub, Received};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let hub: Hub<u64, &str> = Hub::new();
    /// let mut updates = hub.subscribe(7);
    /// hub.announce(&7, "renamed");
    /// match updates.next(Duration::from_secs(30)).await {
    ///     Ok(Received::Event(event)) => assert_eq!(event, "renamed"),
    ///     Ok(Received::Missed(_)) => { /* read the project anew */ }
    ///     Err(_timed_out) => { /* tell the client that we are still here */ }
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// No event came within that time.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it has taken no event.
    pub async fn next(&mut self, within: Duration) -> Result<Received<E>, TimedOut>
    where
        E: Clone,
    {
        let hub = self.shared.settings.name;
        match timeout(within, self.read()).await {
            Ok(Read::Event(event)) => Ok(Received::Event(Arc::unwrap_or_clone(event))),
            Ok(Read::Lagged(events)) => {
                telemetry::lagged(hub, events);
                Ok(Received::Missed(Some(events)))
            }
            Ok(Read::Interrupted) => Ok(Received::Missed(None)),
            // Nobody is stuck: it is no figure of the hub's, as a wait without an answer is.
            Err(_) => Err(TimedOut {
                hub,
                after: within,
                checks: 0,
                in_check: false,
                last_event: None,
            }),
        }
    }

    async fn read(&mut self) -> Read<E> {
        // A stream of events that never runs dry must not keep its worker from other tasks.
        consume_budget().await;
        loop {
            match self.events.read(&mut self.cursor) {
                Ok(read) => return read,
                Err(round) => self.events.ended(round).await,
            }
        }
    }
}

impl<K: Eq + Hash, E> Drop for Subscription<K, E> {
    fn drop(&mut self) {
        self.shared.leave(&self.key);
    }
}

impl<K: Eq + Hash + fmt::Debug, E> fmt::Debug for Subscription<K, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription")
            .field("hub", &self.shared.settings.name)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

//! Where subscriptions are made and events announced.

use core::{borrow::Borrow, fmt, hash::Hash};
use std::sync::Arc;

use super::{Settings, Subscription, event::Author, named, telemetry, topics::Topics};

/// Topics by key, each for as long as somebody is subscribed to it.
///
/// Whoever waits needs a [`Subscription`]. Whoever responds needs none: [`announce`](Self::announce) tells those who wait.
/// A clone is the same hub. It keeps nothing alive and no task running.
///
/// The keys' `Hash` and `Eq` run under the hub's lock: they must not use the hub.
///
/// ```
/// use std::time::Duration;
/// use endstate::topic::{Hub, Received};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let hub: Hub<u64, &str> = Hub::new();
/// let mut project = hub.subscribe(7);
/// assert_eq!(hub.topics(), 1);
///
/// // The connection that feeds the hub was away.
/// hub.wake_all();
/// assert_eq!(project.next(Duration::ZERO).await?, Received::Missed(None));
/// # Ok(())
/// # }
/// ```
pub struct Hub<K, E> {
    pub(super) shared: Arc<Shared<K, E>>,
}

pub(super) struct Shared<K, E> {
    pub(super) settings: Settings,
    pub(super) topics: Topics<K, E>,
}

impl<K: Eq + Hash + Clone, E: Clone> Hub<K, E> {
    /// A hub of the name `hub`, with the settings of [`named`].
    #[must_use]
    pub fn new() -> Self {
        named("hub").hub()
    }

    pub(super) fn with(settings: Settings) -> Self {
        let topics = Topics::new(settings.buffer);
        Self {
            shared: Arc::new(Shared { settings, topics }),
        }
    }

    /// Subscribes to the topic of this key. It is in force when this returns: no event from then on goes by unnoticed.
    ///
    /// ```
    /// use endstate::topic::Hub;
    ///
    /// let hub: Hub<u64, &str> = Hub::new();
    /// let subscription = hub.subscribe(7);
    /// assert_eq!(hub.announce(&7, "the first event"), 1);
    /// drop(subscription);
    /// assert_eq!(hub.announce(&7, "nobody hears this"), 0);
    /// ```
    pub fn subscribe(&self, key: K) -> Subscription<K, E> {
        Subscription::to(key, &self.shared)
    }
}

impl<K: Eq + Hash, E> Hub<K, E> {
    /// Tells those who are subscribed to the topic of this key, and gives their number.
    ///
    /// For those who respond: write first, then announce. It never waits, also not for a slow subscriber, who misses the
    /// oldest events instead. Where nobody is subscribed the event is dropped, and nothing is kept.
    ///
    /// ```
    /// let hub: endstate::topic::Hub<String, u32> = endstate::topic::Hub::new();
    /// assert_eq!(hub.announce("project-7", 1), 0);
    /// ```
    pub fn announce<Q>(&self, key: &Q, event: E) -> usize
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.shared
            .topics
            .announce(key, event, Author::NO_SUBSCRIBER)
    }

    /// Makes every wait of this hub look again, and every reader re-read.
    ///
    /// For whoever feeds the hub from a source that can go away and come back, as a database connection does: events were
    /// lost in between, and nobody knows which.
    pub fn wake_all(&self) {
        self.shared.topics.interrupt();
    }

    /// How many topics there are: keys that somebody is subscribed to.
    #[must_use]
    pub fn topics(&self) -> usize {
        self.shared.topics.len()
    }
}

impl<K: Eq + Hash, E> Shared<K, E> {
    pub(super) fn leave(&self, key: &K) {
        let is_gone = self.topics.leave(key);
        telemetry::unsubscribed(self.settings.name, is_gone);
    }
}

impl<K, E> Clone for Hub<K, E> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<K: Eq + Hash + Clone, E: Clone> Default for Hub<K, E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Eq + Hash, E> fmt::Debug for Hub<K, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub")
            .field("name", &self.shared.settings.name)
            .field("topics", &self.topics())
            .finish_non_exhaustive()
    }
}

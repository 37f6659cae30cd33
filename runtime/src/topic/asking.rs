//! The proof that whoever asks is subscribed.

use core::{fmt, hash::Hash};

use super::Subscription;

/// Proof that a subscription is live while a question is written: who waits for the answer cannot miss it.
///
/// [`Subscription::publish`] lends it, and only for the call. A function that writes a question should take one, so that it
/// cannot be called before somebody is subscribed:
///
/// ```
/// use endstate::topic::Asking;
///
/// struct Db;
/// #[derive(Clone)]
/// enum Event { Asked, Answered }
///
/// impl Db {
///     async fn ask(&self, asking: Asking<'_, u64, Event>, question: &str) {
///         // .. writes the question of project `asking.key()`, and tells whoever else looks at the project:
///         # let _ = question;
///         asking.announce(Event::Asked);
///     }
/// }
/// ```
pub struct Asking<'a, K: Eq + Hash, E> {
    pub(super) subscription: &'a Subscription<K, E>,
}

impl<'a, K: Eq + Hash, E> Asking<'a, K, E> {
    /// The topic's key.
    #[must_use]
    pub fn key(&self) -> &'a K {
        &self.subscription.key
    }

    /// Tells the other subscribers of the topic, and gives their number. Whoever asks is not told of its own question.
    pub fn announce(&self, event: E) -> usize {
        let Subscription {
            key,
            shared,
            cursor,
            ..
        } = self.subscription;
        let told = shared.topics.announce(key, event, cursor.author);
        told.saturating_sub(1)
    }
}

impl<K: Eq + Hash, E> Clone for Asking<'_, K, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Eq + Hash, E> Copy for Asking<'_, K, E> {}

impl<K: Eq + Hash + fmt::Debug, E> fmt::Debug for Asking<'_, K, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asking")
            .field("key", self.key())
            .finish_non_exhaustive()
    }
}

//! The topics of a hub: one for each key that somebody is subscribed to.

use core::{borrow::Borrow, hash::Hash, num::NonZeroUsize};
use std::{collections::HashMap, sync::Arc, vec::Vec};

use super::{event::Author, events::Events};
use crate::sync::{Mutex, lock};

pub(super) struct Topics<K, E> {
    buffer: NonZeroUsize,
    open: Mutex<HashMap<K, Open<E>>>,
}

struct Open<E> {
    events: Arc<Events<E>>,
    /// Never 0: the last one takes the topic with it. It is counted here, under the lock of the map, so that nobody joins a
    /// topic that is being removed.
    subscribers: usize,
}

/// How a subscriber found its topic.
pub(super) struct Joined<E> {
    pub(super) events: Arc<Events<E>>,
    pub(super) is_new: bool,
}

impl<K: Eq + Hash, E> Topics<K, E> {
    pub(super) fn new(buffer: NonZeroUsize) -> Self {
        Self {
            buffer,
            open: Mutex::new(HashMap::new()),
        }
    }

    /// Counts a subscriber, who must [`leave`](Self::leave).
    pub(super) fn join(&self, key: &K) -> Joined<E>
    where
        K: Clone,
    {
        // Cloned before the lock and, if it is not needed, dropped after it.
        let own = key.clone();
        let mut open = lock(&self.open);
        if let Some(topic) = open.get_mut(key) {
            topic.subscribers += 1;
            return Joined {
                events: Arc::clone(&topic.events),
                is_new: false,
            };
        }
        let events = Arc::new(Events::new(self.buffer));
        let topic = Open {
            events: Arc::clone(&events),
            subscribers: 1,
        };
        open.insert(own, topic);
        Joined {
            events,
            is_new: true,
        }
    }

    /// Whether the topic went away with this subscriber.
    pub(super) fn leave(&self, key: &K) -> bool {
        let mut open = lock(&self.open);
        let Some(topic) = open.get_mut(key) else {
            return false;
        };
        topic.subscribers -= 1;
        if topic.subscribers > 0 {
            return false;
        }
        let gone = open.remove_entry(key);
        drop(open);
        gone.is_some()
    }

    /// Tells the topic's subscribers, and gives their number.
    pub(super) fn announce<Q>(&self, key: &Q, event: E, by: Author) -> usize
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let open = lock(&self.open);
        let topic = open.get(key);
        let Some((events, subscribers)) =
            topic.map(|topic| (Arc::clone(&topic.events), topic.subscribers))
        else {
            return 0;
        };
        drop(open);
        events.announce(event, by);
        subscribers
    }

    /// Whatever feeds the topics may have missed events.
    pub(super) fn interrupt(&self) {
        let open = lock(&self.open);
        let topics: Vec<_> = open
            .values()
            .map(|topic| Arc::clone(&topic.events))
            .collect();
        drop(open);
        for events in topics {
            events.interrupt();
        }
    }

    pub(super) fn len(&self) -> usize {
        lock(&self.open).len()
    }
}

//! One event of a topic.

use std::sync::Arc;

pub(super) struct Event<E> {
    by: Author,
    /// `None` inside of [`share`](Self::share) alone.
    event: Option<Shareable<E>>,
}

/// An event is shared from its first reading on, so that a reader can clone it when the lock is free again. Many an event
/// only wakes and is never read: it needs no allocation.
enum Shareable<E> {
    Unread(E),
    Shared(Arc<E>),
}

/// Who announced an event: one of the subscribers, or nobody of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Author(u64);

impl Author {
    pub(super) const NO_SUBSCRIBER: Self = Self(0);

    /// The subscriber who joined as the `nth`, from 1.
    pub(super) fn subscriber(nth: u64) -> Self {
        Self(nth)
    }
}

impl<E> Event<E> {
    pub(super) fn new(event: E, by: Author) -> Self {
        let event = Some(Shareable::Unread(event));
        Self { by, event }
    }

    pub(super) fn is_by(&self, author: Author) -> bool {
        self.by == author
    }

    pub(super) fn share(&mut self) -> Option<Arc<E>> {
        let event = match self.event.take()? {
            Shareable::Unread(event) => Arc::new(event),
            Shareable::Shared(event) => event,
        };
        self.event = Some(Shareable::Shared(Arc::clone(&event)));
        Some(event)
    }
}

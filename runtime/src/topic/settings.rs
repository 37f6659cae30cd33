//! How a hub behaves.

use core::{hash::Hash, num::NonZeroUsize, time::Duration};

use super::Hub;

const BUFFER: NonZeroUsize = NonZeroUsize::new(64).expect("64 is not 0");

/// A hub with settings; `name` labels its events, its gauges and its errors.
///
/// ```
/// use std::{num::NonZeroUsize, time::Duration};
/// use endstate::topic::{self, Hub};
///
/// const FEW: NonZeroUsize = NonZeroUsize::new(8).unwrap();
///
/// let projects: Hub<u64, &str> = topic::named("projects")
///     .buffer(FEW)
///     .recheck_every(Duration::from_secs(1))
///     .hub();
/// assert_eq!(projects.topics(), 0);
/// ```
pub fn named(name: &'static str) -> Settings {
    Settings {
        name,
        buffer: BUFFER,
        recheck_every: Duration::from_secs(5),
    }
}

/// How a hub behaves.
///
/// [`named`] has an example.
#[derive(Debug, Clone, Copy)]
#[must_use = "make the hub with `hub()`"]
pub struct Settings {
    pub(super) name: &'static str,
    pub(super) buffer: NonZeroUsize,
    pub(super) recheck_every: Duration,
}

impl Settings {
    /// How many events a subscriber may be behind before it misses the oldest; 64 by default.
    ///
    /// It bounds the memory of a topic. A wait does not need the events themselves, and misses nothing.
    ///
    /// [`named`] has an example.
    pub fn buffer(mut self, events: NonZeroUsize) -> Self {
        self.buffer = events;
        self
    }

    /// The fallback tick: how long a wait may go without an event before it looks for itself; 5 s by default.
    ///
    /// It bounds how late a wait learns of what nobody announced, and every pending wait asks its predicate once a tick. A wait
    /// with a short time-out looks again at half of it at the latest. Below 1 ms it is 1 ms.
    ///
    /// [`named`] has an example.
    pub fn recheck_every(mut self, every: Duration) -> Self {
        self.recheck_every = every;
        self
    }

    /// Makes the hub.
    ///
    /// [`named`] has an example.
    #[must_use]
    pub fn hub<K: Eq + Hash + Clone, E: Clone>(self) -> Hub<K, E> {
        Hub::with(self)
    }
}

//! Who closes a handle.

use core::{fmt, panic::Location};
use std::sync::Arc;

use super::shared::Shared;
use crate::waiver::{Rule, waive};

/// The owner of an open handle. It closes that handle and no other: by [`close`](Self::close), or when it is dropped.
///
/// Keep it where the thing lives that the handle belongs to, and the handle is closed if and only if that is torn down. If the
/// handle was closed before, by a newer one or with all others, then there is nothing left to do for it.
///
/// It is neither `Clone` nor made anywhere but in [`Registry::open`](super::Registry::open). It needs no bounds on `K` and `H`, so
/// neither does the struct that keeps it.
///
/// ```
/// use endstate::owned::Registry;
///
/// let peers = Registry::new();
/// let alice = peers.open("alice", "socket 1");
/// assert_eq!((*alice.key(), **alice.handle()), ("alice", "socket 1"));
/// assert!(alice.is_current());
///
/// let anew = peers.open("alice", "socket 2");
/// assert!(!alice.is_current() && anew.is_current());
/// ```
#[must_use = "dropped at once it closes the handle; keep it for as long as the handle is to be open"]
pub struct Owned<K, H> {
    // Dropped in this order: when the claim closes the handle, the registry's reference is the last, unless somebody uses it.
    pub(super) handle: Arc<H>,
    pub(super) claim: Claim<K, H>,
    pub(super) key: K,
}

/// What came of [`Owned::close`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The handle was open, and is closed now, or being closed.
    Now,
    /// That was done before, or is being done on another thread: a newer one took its place, or all were closed.
    Before,
}

impl<K, H> Owned<K, H> {
    /// The handle. A clone of it can be used elsewhere, and does not keep it open.
    #[must_use]
    pub fn handle(&self) -> &Arc<H> {
        &self.handle
    }

    /// The key that it was opened under.
    #[must_use]
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Whether it is still open, and so what its registry gives for its key.
    ///
    /// Once false, it stays false. True may be the past by the time that you read it.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.claim.is_current()
    }

    /// Closes the handle, and says whether that was left to do.
    ///
    /// It takes the owner. Where there is only a `&mut` to it, keep an `Option` and `take()` it.
    ///
    /// ```
    /// use endstate::owned::{Closed, Registry};
    ///
    /// let peers = Registry::new();
    /// let old = peers.open("alice", "socket 1");
    /// let new = peers.open("alice", "socket 2");
    /// assert_eq!(old.close(), Closed::Before);
    /// assert_eq!(new.close(), Closed::Now);
    /// ```
    pub fn close(self) -> Closed {
        let Self {
            handle, mut claim, ..
        } = self;
        drop(handle);
        claim.close()
    }

    /// Leaves the handle open without an owner: until a newer one takes its place, or all are closed, or the registry goes.
    ///
    /// It is the declared exception to the rule [`HandleHasOwner`](Rule::HandleHasOwner); `reason` stands in
    /// [`waivers`](crate::waivers), with the place of the call.
    ///
    /// ```
    /// use endstate::owned::Registry;
    ///
    /// let metrics = Registry::new();
    /// metrics.open("exporter", "socket").detach("it is open for as long as the process runs");
    /// assert!(metrics.contains("exporter"));
    /// assert_eq!(endstate::waivers().len(), 1);
    /// ```
    #[track_caller]
    pub fn detach(mut self, reason: &'static str) {
        waive(Rule::HandleHasOwner, reason, Location::caller());
        self.claim.shared = None;
    }
}

impl<K: fmt::Debug, H> fmt::Debug for Owned<K, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Owned")
            .field("key", &self.key)
            .field("current", &self.is_current())
            .finish_non_exhaustive()
    }
}

/// The right to close one handle, used up by the first close.
pub(super) struct Claim<K, H> {
    shared: Option<Arc<Shared<K, H>>>,
    hash: u64,
    generation: u64,
}

impl<K, H> Claim<K, H> {
    pub(super) fn new(shared: Arc<Shared<K, H>>, hash: u64, generation: u64) -> Self {
        Self {
            shared: Some(shared),
            hash,
            generation,
        }
    }

    fn is_current(&self) -> bool {
        let shared = self.shared.as_ref();
        shared.is_some_and(|it| it.lock().holds(self.hash, self.generation))
    }

    fn close(&mut self) -> Closed {
        let Some(shared) = self.shared.take() else {
            return Closed::Before;
        };
        let entry = shared.lock().take(self.hash, self.generation);
        match entry {
            Some(entry) => {
                shared.close(entry);
                Closed::Now
            }
            None => Closed::Before,
        }
    }
}

impl<K, H> Drop for Claim<K, H> {
    fn drop(&mut self) {
        self.close();
    }
}

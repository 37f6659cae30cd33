//! Which handle has a name.

use core::{borrow::Borrow, fmt, hash::Hash};
use std::{sync::Arc, vec::Vec};

use super::{
    Owned, by_key,
    closing::Closing,
    named,
    owner::Claim,
    shared::{Closer, Shared},
    table::Entry,
    telemetry,
};

/// The handles that are open, each under its key, and each with an owner.
///
/// A clone is the same registry. When the last one goes, what is still open is closed, whoever owns it.
///
/// A lock is held while keys are compared, so a key's `Eq` must not use the registry that it is in. Everything else may: its
/// `Hash`, its `Drop`, the handle's `Drop`, a closer.
///
/// ```
/// use std::{sync::{Arc, Mutex}, time::Duration};
///
/// use endstate::owned;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let sockets = owned::named("sockets")
///     .close_deadline(Duration::from_secs(1))
///     .closing_async_with(async |said: Arc<Mutex<Vec<&str>>>| said.lock().unwrap().push("bye"));
/// let alice = sockets.open("alice", Mutex::new(vec![]));
/// let bob = sockets.open("bob", Mutex::new(vec![]));
///
/// for socket in sockets.handles() {
///     socket.lock().unwrap().push("the server goes down"); // tells them all
/// }
/// assert!(sockets.contains("alice") && sockets.get("carol").is_none());
/// assert_eq!(sockets.len(), 2);
///
/// assert_eq!(sockets.close_all(), 2);
/// assert!(sockets.is_empty());
/// assert_eq!(sockets.closing(), 2); // each close is a task
/// assert_eq!(sockets.closed().await, 0); // none was cut off ..
/// assert_eq!(sockets.cut_off(), 0); // .. nor has any been so far
/// # drop((alice, bob));
/// # }
/// ```
#[must_use = "when the last clone of a registry is dropped, what is open in it is closed"]
pub struct Registry<K, H> {
    shared: Arc<Shared<K, H>>,
    /// Kept by registries and not by owners, so that the last registry knows that it is.
    last: Arc<ClosesAll<K, H>>,
}

impl<K, H> Registry<K, H> {
    /// A registry named "registry" that closes a handle by letting go of it; [`named`] gives it settings.
    pub fn new() -> Self {
        named("registry").registry()
    }

    pub(super) fn made(
        name: &'static str,
        closing: Arc<Closing>,
        closer: Option<Closer<H>>,
    ) -> Self {
        let shared = Arc::new(Shared::new(name, closing, closer));
        let last = Arc::new(ClosesAll(Arc::clone(&shared)));
        Self { shared, last }
    }

    /// Opens `handle` under `key`, in the place of an older one, which is closed before this returns.
    ///
    /// From the moment that the new one is there, [`get`](Self::get) gives it, and the older one's owner owns nothing: its
    /// clean-up does not touch the new one, however late it comes.
    ///
    /// # Panics
    ///
    /// Where the key's own `Hash`, `Eq` or `Clone` does. Nothing has changed then, and `handle` is dropped.
    pub fn open(&self, key: K, handle: H) -> Owned<K, H>
    where
        K: Eq + Hash + Clone,
    {
        let hash = self.shared.hash(&key);
        let handle = Arc::new(handle);
        // Made before the lock is taken, so that it is dropped after it if `Eq` panics.
        let mut entry = Entry {
            hash,
            generation: 0,
            key: key.clone(),
            handle: Arc::clone(&handle),
        };
        let mut table = self.shared.lock();
        let generation = table.next_generation();
        entry.generation = generation;
        let older = table.place(hash, &key).put(entry);
        drop(table);
        telemetry::opened(self.shared.name);
        let claim = Claim::new(Arc::clone(&self.shared), hash, generation);
        if let Some(older) = older {
            telemetry::replaced(self.shared.name);
            self.shared.close(older);
        }
        Owned { handle, claim, key }
    }

    /// The handle that is open under `key`: always the newest.
    ///
    /// What it gives can be closed while you have it, as any shared thing can. A close does not wait for you.
    ///
    /// # Panics
    ///
    /// Where the key's own `Hash` or `Eq` does.
    #[must_use]
    pub fn get<Q>(&self, key: &Q) -> Option<Arc<H>>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let hash = self.shared.hash(key);
        let table = self.shared.lock();
        table.find(hash, key).map(|entry| Arc::clone(&entry.handle))
    }

    /// Whether a handle is open under `key`.
    ///
    /// # Panics
    ///
    /// Where the key's own `Hash` or `Eq` does.
    #[must_use]
    pub fn contains<Q>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let hash = self.shared.hash(key);
        self.shared.lock().find(hash, key).is_some()
    }

    /// Every handle that is open, in no order: for what concerns them all, such as a broadcast.
    #[must_use]
    pub fn handles(&self) -> Vec<Arc<H>> {
        self.shared.lock().handles().cloned().collect()
    }

    /// How many handles are open.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shared.lock().len()
    }

    /// Whether none is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Closes every handle, whoever owns it, and says how many there were. The registry can be used on.
    ///
    /// The clean-up of their owners does nothing then.
    #[expect(clippy::must_use_candidate, reason = "it is called for what it does")]
    pub fn close_all(&self) -> usize {
        self.shared.close_all()
    }

    /// Waits until the asynchronous closes that are under way are over, and says how many of them were cut off.
    ///
    /// It takes no longer than a close may: [`close_deadline`](super::Settings::close_deadline). What goes on
    /// even then, because it does not give control back, counts as cut off. Closes that begin meanwhile are not waited for.
    ///
    /// # Panics
    ///
    /// Where there is something to wait for, outside a tokio runtime with its timer enabled.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it waits no more; the closes go on.
    pub async fn closed(&self) -> usize {
        self.shared.closing.over().await
    }

    /// How many asynchronous closes are under way.
    #[must_use]
    pub fn closing(&self) -> usize {
        self.shared.closing.under_way()
    }

    /// How many asynchronous closes have been cut off so far.
    #[must_use]
    pub fn cut_off(&self) -> usize {
        self.shared.closing.cut_off()
    }

    /// Not there: its `Owned` closes a handle.
    #[doc(hidden)]
    pub fn close<Q: by_key::MayClose>(&self, _: Q) {}

    /// Not there: its `Owned` closes a handle.
    #[doc(hidden)]
    pub fn remove<Q: by_key::MayClose>(&self, _: Q) {}
}

/// Closes what is left when the last registry goes. From then on nothing can be opened.
struct ClosesAll<K, H>(Arc<Shared<K, H>>);

impl<K, H> Drop for ClosesAll<K, H> {
    fn drop(&mut self) {
        self.0.close_all();
    }
}

impl<K, H> Clone for Registry<K, H> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            last: Arc::clone(&self.last),
        }
    }
}

impl<K, H> Default for Registry<K, H> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, H> fmt::Debug for Registry<K, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry")
            .field("name", &self.shared.name)
            .field("open", &self.len())
            .field("closing", &self.closing())
            .finish_non_exhaustive()
    }
}

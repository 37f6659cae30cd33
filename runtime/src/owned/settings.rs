//! How a registry closes what is in it.

use core::time::Duration;
use std::{boxed::Box, sync::Arc};

use super::{Registry, closing::Closing, shared::Closer};

/// A registry with settings; `name` labels its events and its gauges.
///
/// ```
/// use endstate::owned::{self, Registry};
///
/// let rooms: Registry<String, Vec<u8>> = owned::named("rooms").registry();
/// let lobby = rooms.open("lobby".to_owned(), vec![1, 2, 3]);
/// assert_eq!(rooms.get("lobby").as_deref(), Some(&vec![1, 2, 3]));
/// # drop(lobby);
/// ```
pub fn named(name: &'static str) -> Settings {
    Settings {
        name,
        close_deadline: Duration::from_secs(10),
    }
}

/// How a registry behaves.
///
/// ```
/// use std::time::Duration;
/// use endstate::owned::{self, Registry};
///
/// let rooms: Registry<u64, String> =
///     owned::named("rooms").close_deadline(Duration::from_secs(2)).registry();
/// assert!(rooms.is_empty());
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "make a registry of it with `registry()`, `closing_with(..)` or `closing_async_with(..)`"]
pub struct Settings {
    name: &'static str,
    close_deadline: Duration,
}

impl Settings {
    /// The time that an asynchronous close has before it is cut off; 10 s by default.
    pub fn close_deadline(mut self, after: Duration) -> Self {
        self.close_deadline = after;
        self
    }

    /// A registry that closes a handle by letting go of it.
    ///
    /// For handles whose own `Drop` frees what they stand for. It runs with the last reference: where an older owner or a
    /// caller of [`get`](Registry::get) still has one, that is when they let go of theirs.
    pub fn registry<K, H>(self) -> Registry<K, H> {
        self.made(|_| None)
    }

    /// A registry that closes a handle by calling `close`, once for each, wherever the close comes from.
    ///
    /// No lock is held meanwhile, so `close` may use the registry. It delays whoever closes; a panic in it is contained.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// use endstate::owned;
    ///
    /// let gates = owned::named("gates").closing_with(|shut: &AtomicBool| shut.store(true, Ordering::Relaxed));
    /// let north = gates.open("north", AtomicBool::new(false));
    /// let gate = north.handle().clone();
    /// north.close();
    /// assert!(gate.load(Ordering::Relaxed));
    /// ```
    pub fn closing_with<K, H>(self, close: impl Fn(&H) + Send + Sync + 'static) -> Registry<K, H> {
        self.made(|_| Some(Box::new(move |handle: Arc<H>| close(&handle))))
    }

    /// A registry that closes a handle by running `close` as a task, once for each, within
    /// [`close_deadline`](Self::close_deadline).
    ///
    /// Nobody waits for the task, but [`closed`](Registry::closed) can; it goes on when the registry is gone. At the deadline
    /// it is dropped, and counted as cut off. Where an owner closes and nobody else has a reference, `Arc::into_inner` gives
    /// `close` the handle itself.
    ///
    /// The task runs in the runtime that is current where the close begins, or else in the one that the registry was made in.
    /// Where there is neither, or it is shutting down, or it has no timer, the close is cut off at once: the handle is
    /// dropped, and `close` does not run to its end, if at all.
    ///
    /// ```
    /// use std::sync::{Arc, Mutex};
    ///
    /// use endstate::owned;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let sessions = owned::named("sessions").closing_async_with(async |said: Arc<Mutex<Vec<&str>>>| {
    ///     tokio::task::yield_now().await;
    ///     said.lock().unwrap().push("bye");
    /// });
    /// let session = sessions.open(7, Mutex::new(vec!["hello"]));
    /// let said = session.handle().clone();
    /// session.close();
    /// assert_eq!(sessions.closed().await, 0, "none was cut off");
    /// assert_eq!(*said.lock().unwrap(), ["hello", "bye"]);
    /// # }
    /// ```
    pub fn closing_async_with<K, H, F, Fut>(self, close: F) -> Registry<K, H>
    where
        H: Send + Sync + 'static,
        F: Fn(Arc<H>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        let close = Arc::new(close);
        self.made(|closing| {
            let closing = Arc::clone(closing);
            Some(Box::new(move |handle| {
                let close = Arc::clone(&close);
                closing.spawn(async move { close(handle).await });
            }))
        })
    }

    fn made<K, H>(self, closer: impl FnOnce(&Arc<Closing>) -> Option<Closer<H>>) -> Registry<K, H> {
        let closing = Arc::new(Closing::new(self.name, self.close_deadline));
        let closer = closer(&closing);
        Registry::made(self.name, closing, closer)
    }
}

//! The handle that the tests open.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use endstate::owned::{self, Registry};

/// A socket that counts how often it was closed.
#[derive(Debug, Default)]
pub(crate) struct Socket {
    closed: AtomicUsize,
}

impl Socket {
    pub(crate) fn close(&self) {
        self.closed.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn times_closed(&self) -> usize {
        self.closed.load(Ordering::SeqCst)
    }

    pub(crate) fn is_open(&self) -> bool {
        self.times_closed() == 0
    }
}

pub(crate) type Sockets = Registry<&'static str, Socket>;

pub(crate) fn sockets() -> Sockets {
    owned::named("sockets").closing_with(Socket::close)
}

/// Whether this very socket is what the registry gives for `key`.
pub(crate) fn resolves_to(sockets: &Sockets, key: &str, socket: &Arc<Socket>) -> bool {
    sockets.get(key).is_some_and(|it| Arc::ptr_eq(&it, socket))
}

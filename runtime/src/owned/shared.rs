//! What a registry and its owners share.

use core::hash::{BuildHasher, Hash};
use std::{boxed::Box, hash::RandomState, sync::Arc};

use super::{
    closing::Closing,
    table::{Entry, Table},
    telemetry,
};
use crate::{
    caught::{caught, contained},
    sync::{Mutex, MutexGuard, lock},
};

/// Closes a handle. Without one, closing it is dropping it.
pub(super) type Closer<H> = Box<dyn Fn(Arc<H>) + Send + Sync>;

pub(super) struct Shared<K, H> {
    pub(super) name: &'static str,
    pub(super) closing: Arc<Closing>,
    closer: Option<Closer<H>>,
    hasher: RandomState,
    table: Mutex<Table<K, H>>,
}

impl<K, H> Shared<K, H> {
    pub(super) fn new(
        name: &'static str,
        closing: Arc<Closing>,
        closer: Option<Closer<H>>,
    ) -> Self {
        Self {
            name,
            closing,
            closer,
            hasher: RandomState::new(),
            table: Mutex::new(Table::new()),
        }
    }

    pub(super) fn hash<Q: Hash + ?Sized>(&self, key: &Q) -> u64 {
        self.hasher.hash_one(key)
    }

    /// Whatever is taken out of the table outlives the guard, so that it is dropped when the lock is free again.
    pub(super) fn lock(&self) -> MutexGuard<'_, Table<K, H>> {
        lock(&self.table)
    }

    /// Closes what was taken out of the table. It is in nobody else's hands, and so is closed once.
    pub(super) fn close(&self, entry: Entry<K, H>) {
        telemetry::closed(self.name);
        let Entry { key, handle, .. } = entry;
        let closed = caught(|| {
            match &self.closer {
                Some(close) => close(handle),
                None => drop(handle),
            }
            Ok(())
        });
        if let Err(cause) = closed {
            telemetry::panicked(self.name, &cause);
        }
        contained(|| drop(key));
    }

    pub(super) fn close_all(&self) -> usize {
        let all = self.lock().take_all();
        all.map(|entry| self.close(entry)).count()
    }
}

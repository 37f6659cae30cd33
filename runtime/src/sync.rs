//! Locks that can be exchanged for those of a model checker: `runtime/models` compiles the files that use them against
//! `loom` and `shuttle`.

pub(crate) use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks `mutex`. What our locks hold is complete before anything could panic, so a poisoned one holds good data.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

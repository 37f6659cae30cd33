//! The tables that somebody in this process waited for.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

/// Names that a message may name: one that nobody here ever waited for is no topic.
#[derive(Default)]
pub(super) struct Tables {
    names: Mutex<BTreeSet<&'static str>>,
}

impl Tables {
    pub(super) fn add(&self, name: &'static str) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.insert(name);
    }

    pub(super) fn find(&self, name: &str) -> Option<&'static str> {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(name).copied()
    }
}

//! What is open, by the hash of its key.
//!
//! The caller hashes outside the lock, once a handle. To remove a handle nothing is asked of its key at all: so an owner needs no
//! bounds on it. The one code of the key's that runs under the lock is its `Eq`, when a handle is opened or looked up.

use core::{
    borrow::Borrow,
    hash::{BuildHasherDefault, Hasher},
    mem,
};
use std::{
    collections::hash_map::{
        Entry::{Occupied, Vacant},
        HashMap, VacantEntry,
    },
    sync::Arc,
    vec::Vec,
};

pub(super) struct Entry<K, H> {
    pub(super) hash: u64,
    pub(super) generation: u64,
    pub(super) key: K,
    pub(super) handle: Arc<H>,
}

pub(super) struct Table<K, H> {
    generations: u64,
    by_hash: HashMap<u64, Entry<K, H>, BuildHasherDefault<Hashed>>,
    /// Those whose hash was taken by another key when they came: next to none, unless the key's `Hash` is poor.
    others: Vec<Entry<K, H>>,
}

impl<K, H> Table<K, H> {
    pub(super) fn new() -> Self {
        Self {
            generations: 0,
            by_hash: HashMap::default(),
            others: Vec::new(),
        }
    }

    /// Tells a handle apart from every other that this table ever held.
    pub(super) fn next_generation(&mut self) -> u64 {
        self.generations += 1;
        self.generations
    }

    pub(super) fn find<Q>(&self, hash: u64, key: &Q) -> Option<&Entry<K, H>>
    where
        K: Borrow<Q>,
        Q: Eq + ?Sized,
    {
        let first = self.by_hash.get(&hash);
        first.filter(|entry| entry.key.borrow() == key).or_else(|| {
            let mut others = self.others.iter();
            others.find(|entry| entry.hash == hash && entry.key.borrow() == key)
        })
    }

    /// Where the handle of `key` is, or would be.
    pub(super) fn place(&mut self, hash: u64, key: &K) -> Place<'_, K, H>
    where
        K: Eq,
    {
        let among_others = |entry: &Entry<K, H>| entry.hash == hash && entry.key == *key;
        let first = self.by_hash.entry(hash);
        match first {
            Occupied(first) if first.get().key == *key => Place::Taken(first.into_mut()),
            first => match (self.others.iter().position(among_others), first) {
                (Some(at), _) => Place::Taken(&mut self.others[at]),
                (None, Vacant(first)) => Place::First(first),
                (None, Occupied(_)) => Place::Other(&mut self.others),
            },
        }
    }

    /// Takes out this very handle, if it is still there.
    pub(super) fn take(&mut self, hash: u64, generation: u64) -> Option<Entry<K, H>> {
        match self.by_hash.entry(hash) {
            Occupied(entry) if entry.get().generation == generation => Some(entry.remove()),
            _ => {
                let at = self.at_of_other(generation)?;
                Some(self.others.swap_remove(at))
            }
        }
    }

    /// Whether this very handle is still there.
    pub(super) fn holds(&self, hash: u64, generation: u64) -> bool {
        let first = self.by_hash.get(&hash);
        first.is_some_and(|entry| entry.generation == generation)
            || self.at_of_other(generation).is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.by_hash.len() + self.others.len()
    }

    pub(super) fn handles(&self) -> impl Iterator<Item = &Arc<H>> {
        let entries = self.by_hash.values().chain(&self.others);
        entries.map(|entry| &entry.handle)
    }

    /// Takes out everything.
    pub(super) fn take_all(&mut self) -> impl Iterator<Item = Entry<K, H>> + use<K, H> {
        let first = mem::take(&mut self.by_hash);
        let others = mem::take(&mut self.others);
        first.into_values().chain(others)
    }

    fn at_of_other(&self, generation: u64) -> Option<usize> {
        let mut others = self.others.iter();
        others.position(|entry| entry.generation == generation)
    }
}

/// A place in a table. To put a handle there runs no code of its key's.
pub(super) enum Place<'a, K, H> {
    Taken(&'a mut Entry<K, H>),
    First(VacantEntry<'a, u64, Entry<K, H>>),
    Other(&'a mut Vec<Entry<K, H>>),
}

impl<K, H> Place<'_, K, H> {
    /// Puts `entry` there, and gives what it replaces.
    pub(super) fn put(self, entry: Entry<K, H>) -> Option<Entry<K, H>> {
        match self {
            Self::Taken(older) => return Some(mem::replace(older, entry)),
            Self::First(place) => drop(place.insert(entry)),
            Self::Other(others) => others.push(entry),
        }
        None
    }
}

/// A hash that is one already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("the table's keys are `u64`")
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

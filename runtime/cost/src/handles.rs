//! A registry beside a `Mutex<HashMap>` of shared handles.

use std::{
    collections::HashMap,
    hint::black_box,
    ops::Range,
    sync::{Arc, Mutex},
};

use endstate::owned::Registry;

use crate::{Load, Pair};

/// Each key opened and closed in turn, among as many as there are.
pub(crate) const OPEN_AND_CLOSE: Pair = Pair {
    name: "open and close",
    sizes: SIZES,
    raw: open_raw,
    ours: open_ours,
};

/// Each key looked up in turn, among as many as there are.
pub(crate) const LOOK_UP: Pair = Pair {
    name: "look up",
    sizes: SIZES,
    raw: get_raw,
    ours: get_ours,
};

const SIZES: &[usize] = &[1, 100, 10_000];

type Map = Mutex<HashMap<usize, Arc<u64>>>;

fn map_of(keys: Range<usize>) -> Map {
    Mutex::new(keys.map(|key| (key, Arc::new(0))).collect())
}

// All keys but the first are open; that one is what opens and closes.
fn open_raw(Load { size, rounds }: Load) {
    let map = map_of(1..size);
    for _ in 0..rounds * size {
        // Whoever opened it uses it, as others may.
        let handle = Arc::new(0);
        let older = map.lock().expect("no panic").insert(0, Arc::clone(&handle));
        drop(older);
        black_box(&handle);
        let closed = map.lock().expect("no panic").remove(&0);
        drop(closed);
    }
}

fn open_ours(Load { size, rounds }: Load) {
    let registry = Registry::<usize, u64>::new();
    let others: Vec<_> = (1..size).map(|key| registry.open(key, 0)).collect();
    for _ in 0..rounds * size {
        let owner = registry.open(0, 0);
        black_box(owner.handle());
        owner.close();
    }
    drop(others);
}

fn get_raw(Load { size, rounds }: Load) {
    let map = map_of(0..size);
    for _ in 0..rounds {
        for key in 0..size {
            black_box(map.lock().expect("no panic").get(&key).cloned());
        }
    }
}

fn get_ours(Load { size, rounds }: Load) {
    let registry = Registry::<usize, u64>::new();
    let others: Vec<_> = (0..size).map(|key| registry.open(key, 0)).collect();
    for _ in 0..rounds {
        for key in 0..size {
            black_box(registry.get(&key));
        }
    }
    drop(others);
}

//! A restart storm: threads open and close the same names at random, and a name never leads to what is gone.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst},
    },
    thread,
};

use endstate::owned::{self, Owned, Registry};

const THREADS: u64 = 8;
const KEYS: u64 = 100;
const ROUNDS: u32 = 40_000;

/// Time, as far as the test is concerned: it moves with every close.
static NOW: AtomicU64 = AtomicU64::new(1);
static LIVE: AtomicUsize = AtomicUsize::new(0);

struct Actor {
    /// 0 while it is open.
    closed_at: AtomicU64,
}

impl Actor {
    fn start() -> Self {
        LIVE.fetch_add(1, SeqCst);
        Self {
            closed_at: AtomicU64::new(0),
        }
    }

    fn close(&self) {
        let before = self.closed_at.swap(NOW.fetch_add(1, SeqCst), SeqCst);
        assert_eq!(before, 0, "closed twice");
    }
}

impl Drop for Actor {
    fn drop(&mut self) {
        LIVE.fetch_sub(1, SeqCst);
        assert_ne!(*self.closed_at.get_mut(), 0, "never closed");
    }
}

/// A sequence that looks random and is the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// What a name leads to was open when it was asked for.
fn look_up(actors: &Registry<u64, Actor>, key: u64) -> Option<Arc<Actor>> {
    let asked_at = NOW.load(SeqCst);
    let found = actors.get(&key)?;
    let closed_at = found.closed_at.load(SeqCst);
    assert!(
        closed_at == 0 || closed_at >= asked_at,
        "{key} led to an actor that was gone"
    );
    Some(found)
}

fn restart(actors: &Registry<u64, Actor>, seed: u64) {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (seed + 1));
    let mut mine: Vec<Owned<u64, Actor>> = Vec::new();
    for _ in 0..ROUNDS {
        let key = dice.below(KEYS);
        match dice.below(8) {
            0..4 => {
                let started = actors.open(key, Actor::start());
                let found = look_up(actors, key);
                // Once replaced it stays so: if it is current after the look-up, then it was at that time.
                if started.is_current() {
                    let found = found.expect("a live actor has its name");
                    assert!(Arc::ptr_eq(&found, started.handle()));
                }
                mine.push(started);
            }
            4..7 if !mine.is_empty() => {
                let at = usize::try_from(dice.below(mine.len() as u64)).unwrap();
                // As late as can be: by now most have a successor.
                drop(mine.swap_remove(at));
            }
            _ => drop(look_up(actors, key)),
        }
    }
}

#[test]
fn a_name_always_leads_to_the_live_one_and_nothing_is_left() {
    let actors = owned::named("actors").closing_with(Actor::close);
    thread::scope(|threads| {
        let all = (0..THREADS).map(|seed| {
            let actors = &actors;
            threads.spawn(move || restart(actors, seed))
        });
        let all: Vec<_> = all.collect();
        for thread in all {
            thread.join().expect("no thread saw anything amiss");
        }
    });
    // Every thread has dropped its owners.
    assert!(actors.is_empty());
    assert_eq!(LIVE.load(SeqCst), 0);
}

//! Keys that run code of their own: none of it meets a held lock, and a panic in it leaves the registry whole.

use std::{
    hash::{Hash, Hasher},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, OnceLock, mpsc},
    thread,
    time::Duration,
};

use endstate::owned::{self, Closed, Registry};

use crate::socket::Socket;

/// Fails instead of hanging, if a lock is taken twice.
fn without_deadlock(test: impl FnOnce() + Send + 'static) {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        test();
        done.send(())
    });
    is_done
        .recv_timeout(Duration::from_secs(20))
        .expect("no deadlock, and no panic");
}

/// A key, and a handle, that looks into its registry wherever code of its own runs, but while it is compared.
struct Curious {
    id: u32,
    compares: bool,
    registry: Arc<OnceLock<Registry<Curious, Curious>>>,
}

impl Curious {
    fn look(&self) {
        assert!(self.registry.get().is_none_or(|it| it.len() < 9));
    }
}

impl Clone for Curious {
    fn clone(&self) -> Self {
        self.look();
        let registry = Arc::clone(&self.registry);
        Self { registry, ..*self }
    }
}

impl PartialEq for Curious {
    fn eq(&self, other: &Self) -> bool {
        assert!(self.compares && other.compares, "a key that cannot compare");
        self.id == other.id
    }
}

impl Eq for Curious {}

impl Hash for Curious {
    fn hash<S: Hasher>(&self, state: &mut S) {
        self.look();
        self.id.hash(state);
    }
}

impl Drop for Curious {
    fn drop(&mut self) {
        self.look();
    }
}

#[test]
fn no_lock_is_held_while_keys_and_handles_are_hashed_cloned_closed_and_dropped() {
    without_deadlock(|| {
        let registry = Arc::default();
        let one = |id, compares| Curious {
            id,
            compares,
            registry: Arc::clone(&registry),
        };
        let curious = registry.get_or_init(|| owned::named("curious").closing_with(Curious::look));
        let open = |id| curious.open(one(id, true), one(id, true));

        let (older, newer) = (open(1), open(1));
        assert_eq!(older.close(), Closed::Before);
        assert!(curious.contains(&one(1, true)));
        assert_eq!(newer.close(), Closed::Now);
        let left = open(2);
        assert_eq!(curious.close_all(), 1);
        drop(left);

        // What a failed `open` takes with it.
        let taken = open(3);
        let bad = one(3, false);
        let opened = catch_unwind(AssertUnwindSafe(|| curious.open(bad, one(3, true)).close()));
        assert!(opened.is_err());
        assert_eq!(taken.close(), Closed::Now);
    });
}

/// A key whose hash says nothing, and whose comparison may panic.
#[derive(Debug, Clone, Copy)]
struct Poor {
    id: u32,
    panics: bool,
}

fn poor(id: u32) -> Poor {
    Poor { id, panics: false }
}

impl PartialEq for Poor {
    fn eq(&self, other: &Self) -> bool {
        assert!(!self.panics && !other.panics, "a key that cannot compare");
        self.id == other.id
    }
}

impl Eq for Poor {}

impl Hash for Poor {
    fn hash<S: Hasher>(&self, state: &mut S) {
        state.write_u8(0);
    }
}

#[test]
fn keys_of_one_hash_are_told_apart() {
    let registry = owned::named("poor").closing_with(Socket::close);
    let mut owners: Vec<_> = (0..5)
        .map(|id| registry.open(poor(id), Socket::default()))
        .collect();
    assert_eq!(registry.len(), 5);
    // The first came first to the hash that all have; the others are found without it.
    for at in [0, 2, 0] {
        let closed = owners.remove(at);
        let (key, socket) = (*closed.key(), closed.handle().clone());
        assert_eq!(closed.close(), Closed::Now);
        assert_eq!(socket.times_closed(), 1);
        assert!(registry.get(&key).is_none());
    }
    for owner in &owners {
        assert!(owner.is_current());
        let found = registry.get(owner.key()).expect("it is open");
        assert!(Arc::ptr_eq(&found, owner.handle()));
    }
    let successor = registry.open(*owners[0].key(), Socket::default());
    assert!(!owners[0].is_current());
    assert!(successor.is_current());
    assert_eq!(registry.len(), 2);
}

#[test]
fn a_comparison_that_panics_leaves_the_registry_as_it_was() {
    let registry = owned::named("poor").closing_with(Socket::close);
    let first = registry.open(poor(1), Socket::default());
    let bad = Poor {
        id: 1,
        panics: true,
    };
    let opened = catch_unwind(AssertUnwindSafe(|| {
        registry.open(bad, Socket::default()).close()
    }));
    assert!(opened.is_err());
    let got = catch_unwind(AssertUnwindSafe(|| registry.get(&bad).is_some()));
    assert!(got.is_err());
    assert_eq!(registry.len(), 1);
    assert!(first.is_current());
    assert_eq!(first.close(), Closed::Now);
}

#[test]
fn a_handle_is_found_by_what_its_key_borrows_as() {
    let registry: Registry<String, Socket> = Registry::new();
    let owner = registry.open("alice".to_owned(), Socket::default());
    assert!(registry.contains("alice"));
    assert!(registry.get("bob").is_none());
    assert_eq!(owner.key(), "alice");
}

//! What the types promise by themselves.

use std::{cell::Cell, rc::Rc};

use endstate::owned::{Owned, Registry};
use static_assertions::{assert_impl_all, assert_not_impl_any};

assert_impl_all!(Registry<String, Vec<u8>>: Clone, Send, Sync);
assert_impl_all!(Owned<String, Vec<u8>>: Send, Sync, Unpin);
assert_not_impl_any!(Owned<String, Vec<u8>>: Clone, Copy, Default);
// A handle is shared between its owner and whoever looks it up, so it crosses threads only if it can be shared by them.
assert_not_impl_any!(Owned<String, Cell<u8>>: Send);

/// No bounds on the key or on the handle.
struct Keeps<K, H> {
    owner: Owned<K, H>,
}

#[test]
fn a_registry_of_one_thread_takes_what_cannot_leave_it() {
    let registry = Registry::new();
    let keeps = Keeps {
        owner: registry.open(Rc::new(1), Cell::new(2)),
    };
    keeps.owner.handle().set(3);
    assert_eq!(registry.get(&1).map(|it| it.get()), Some(3));
}

#[test]
fn debug_says_what_is_open_and_asks_nothing_of_the_handle() {
    struct Opaque;
    let registry = endstate::owned::named("opaque").registry();
    let older = registry.open("a", Opaque);
    let _newer = registry.open("a", Opaque);
    assert_eq!(
        format!("{registry:?}"),
        r#"Registry { name: "opaque", open: 1, closing: 0, .. }"#
    );
    assert_eq!(
        format!("{older:?}"),
        r#"Owned { key: "a", current: false, .. }"#
    );
}

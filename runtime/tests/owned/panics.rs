//! A close that panics is a close.

use std::panic::{AssertUnwindSafe, catch_unwind};

use endstate::owned::{self, Closed, Registry};

use crate::socket::Socket;

fn panicking() -> Registry<u32, Socket> {
    owned::named("panicking").closing_with(|socket: &Socket| {
        socket.close();
        panic!("the close broke");
    })
}

#[test]
fn a_panic_in_a_close_goes_no_further() {
    let sockets = panicking();
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    assert_eq!(owner.close(), Closed::Now);
    assert_eq!(socket.times_closed(), 1);
    assert!(sockets.is_empty());
}

#[test]
fn a_panic_in_the_older_ones_close_does_not_take_the_newer_one_along() {
    let sockets = panicking();
    let older = sockets.open(1, Socket::default());
    let newer = sockets.open(1, Socket::default());
    assert_eq!(older.handle().times_closed(), 1);
    assert!(newer.is_current());
}

#[test]
fn a_panic_in_one_close_does_not_keep_the_others_open() {
    let sockets = panicking();
    let owners: Vec<_> = (0..5)
        .map(|key| sockets.open(key, Socket::default()))
        .collect();
    assert_eq!(sockets.close_all(), 5);
    assert!(owners.iter().all(|it| it.handle().times_closed() == 1));
}

#[test]
fn an_owner_that_is_dropped_while_unwinding_closes_its_handle() {
    let sockets = panicking();
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        let _owner = owner;
        panic!("the work broke");
    }));
    assert!(unwound.is_err());
    assert_eq!(socket.times_closed(), 1);
    assert!(sockets.is_empty());
}

/// Letting go is a close as well, and the handle's own drop may panic in it.
#[test]
fn a_handle_whose_drop_panics_is_contained() {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            panic!("the drop broke");
        }
    }
    let registry = Registry::new();
    assert_eq!(registry.open(1, Bad).close(), Closed::Now);
    drop(registry.open(2, Bad));
    registry.open(3, Bad).detach("closed with the registry");
    drop(registry);
}

/// The registry's own copy of a key is dropped by whoever closes, who must not be disturbed by it either.
#[test]
fn a_key_whose_drop_panics_is_contained() {
    /// A copy panics, the original does not.
    #[derive(PartialEq, Eq, Hash)]
    struct Key(u32, bool);
    impl Clone for Key {
        fn clone(&self) -> Self {
            Self(self.0, true)
        }
    }
    impl Drop for Key {
        fn drop(&mut self) {
            assert!(!self.1, "the drop broke");
        }
    }
    let sockets = owned::named("keys").closing_with(Socket::close);
    let owners = [1, 2, 3].map(|id| sockets.open(Key(id, false), Socket::default()));
    assert_eq!(sockets.close_all(), 3);
    assert!(owners.iter().all(|it| it.handle().times_closed() == 1));
}

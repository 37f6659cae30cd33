//! The four edges of one saga: four fixes in two days, each for what the last had not foreseen, since nobody owned the handles.

use endstate::owned::Closed;

use crate::socket::{Socket, Sockets, resolves_to, sockets};

/// A module was re-evaluated on every save: a fresh, empty map each time, and the sockets of the old one open for ever.
#[test]
fn a_registry_that_is_made_anew_closes_what_the_old_one_had() {
    struct Module {
        sockets: Sockets,
    }
    let mut module = Module { sockets: sockets() };
    let projects = ["a", "b", "c"].map(|key| module.sockets.open(key, Socket::default()));
    module = Module { sockets: sockets() };
    assert!(
        projects
            .iter()
            .all(|it| it.handle().times_closed() == 1 && !it.is_current())
    );

    // What the old module left behind does nothing to the new one.
    let again = module.sockets.open("a", Socket::default());
    drop(projects);
    assert!(resolves_to(&module.sockets, "a", again.handle()));
}

/// A subscription's clean-up callback ran after the same thing had been subscribed to anew, and deleted the new entry.
#[test]
fn a_stale_unsubscribe_leaves_the_fresh_subscription_alone() {
    let sockets = sockets();
    let subscribe = || {
        let owner = sockets.open("project", Socket::default());
        let socket = owner.handle().clone();
        (socket, move || owner.close())
    };
    let (_, stale_unsubscribe) = subscribe();
    let (fresh, unsubscribe) = subscribe();
    assert_eq!(stale_unsubscribe(), Closed::Before);
    assert!(fresh.is_open());
    assert!(resolves_to(&sockets, "project", &fresh));
    assert_eq!(unsubscribe(), Closed::Now);
    assert_eq!(fresh.times_closed(), 1);
}

/// A page that went into the cache had its sockets closed, and was restored without any.
#[test]
fn a_page_that_is_parked_and_restored_has_its_handles_still() {
    struct Page {
        socket: endstate::owned::Owned<&'static str, Socket>,
    }
    let sockets = sockets();
    let mut cache = Vec::new();
    let page = Page {
        socket: sockets.open("project", Socket::default()),
    };
    cache.push(page);
    let restored = cache.pop().expect("the page");
    assert!(restored.socket.is_current());
    assert!(restored.socket.handle().is_open());

    // Torn down for good, it closes them, in the cache or out of it.
    let socket = restored.socket.handle().clone();
    cache.push(restored);
    drop(cache);
    assert_eq!(socket.times_closed(), 1);
}

/// The clean-ups of one thing, of all of a kind and of everything were told apart by their names; each closes what is left.
#[test]
fn one_clean_up_after_another_closes_each_handle_once() {
    let (projects, workspace) = (sockets(), sockets());
    let one = projects.open("a", Socket::default());
    let of_a_kind = ["b", "c"].map(|key| projects.open(key, Socket::default()));
    let other_kind = workspace.open("w", Socket::default());
    let handles = [&one, &of_a_kind[0], &of_a_kind[1], &other_kind].map(|it| it.handle().clone());

    assert_eq!(one.close(), Closed::Now);
    assert_eq!(projects.close_all(), 2);
    drop(of_a_kind);
    drop(projects);
    assert_eq!(workspace.close_all(), 1);
    drop(workspace);
    drop(other_kind);
    for socket in handles {
        assert_eq!(socket.times_closed(), 1);
    }
}

//! Every way in which a handle is closed, and that it is closed once.

use std::{sync::Arc, thread};

use endstate::{
    Rule,
    owned::{Closed, Registry},
    waivers,
};

use crate::socket::{Socket, resolves_to, sockets};

#[test]
fn a_dropped_owner_closes_its_handle() {
    let sockets = sockets();
    let owner = sockets.open("a", Socket::default());
    let socket = owner.handle().clone();
    assert!(owner.is_current());
    assert_eq!(owner.key(), &"a");
    drop(owner);
    assert_eq!(socket.times_closed(), 1);
    assert!(sockets.get("a").is_none());
    assert!(sockets.is_empty());
}

#[test]
fn close_says_that_it_closed() {
    let sockets = sockets();
    let owner = sockets.open("a", Socket::default());
    let socket = owner.handle().clone();
    assert_eq!(owner.close(), Closed::Now);
    assert_eq!(socket.times_closed(), 1);
    assert!(!sockets.contains("a"));
}

#[test]
fn a_newer_handle_closes_the_older_at_once() {
    let sockets = sockets();
    let older = sockets.open("a", Socket::default());
    let newer = sockets.open("a", Socket::default());
    assert_eq!(older.handle().times_closed(), 1);
    assert!(newer.handle().is_open());
    assert!(!older.is_current());
    assert!(newer.is_current());
    assert!(resolves_to(&sockets, "a", newer.handle()));
    assert_eq!(sockets.len(), 1);
}

#[test]
fn a_replaced_owner_has_nothing_left_to_close() {
    let sockets = sockets();
    let older = sockets.open("a", Socket::default());
    let newer = sockets.open("a", Socket::default());
    let socket = older.handle().clone();
    assert_eq!(older.close(), Closed::Before);
    assert_eq!(socket.times_closed(), 1);
    assert!(newer.is_current());
}

#[test]
fn a_name_that_is_free_again_does_not_come_back_to_its_old_owner() {
    let sockets = sockets();
    let older = sockets.open("a", Socket::default());
    drop(sockets.open("a", Socket::default()));
    assert!(!older.is_current());
    let newest = sockets.open("a", Socket::default());
    assert_eq!(older.close(), Closed::Before);
    assert!(newest.is_current());
}

#[test]
fn close_all_leaves_nothing_to_the_owners() {
    let sockets = sockets();
    let owners = ["a", "b", "c"].map(|key| sockets.open(key, Socket::default()));
    let handles = owners.each_ref().map(|owner| owner.handle().clone());
    assert_eq!(sockets.close_all(), 3);
    assert_eq!(sockets.close_all(), 0);
    let successor = sockets.open("a", Socket::default());
    for owner in owners {
        assert_eq!(owner.close(), Closed::Before);
    }
    assert!(handles.iter().all(|socket| socket.times_closed() == 1));
    assert!(successor.is_current());
}

#[test]
fn the_last_registry_closes_what_is_open() {
    let first = sockets();
    let last = first.clone();
    let owner = first.open("a", Socket::default());
    drop(first);
    assert!(owner.is_current(), "a clone is the same registry");
    drop(last);
    assert_eq!(owner.handle().times_closed(), 1);
    assert_eq!(owner.close(), Closed::Before);
}

#[test]
fn without_a_closer_the_handle_is_let_go() {
    let registry = Registry::new();
    let owner = registry.open(1, "a socket".to_owned());
    let handle = owner.handle().clone();
    owner.close();
    assert_eq!(Arc::into_inner(handle).as_deref(), Some("a socket"));
}

#[test]
fn a_closer_has_the_last_reference_unless_somebody_uses_the_handle() {
    let (tell, told) = std::sync::mpsc::channel();
    let registry = endstate::owned::named("tokens").closing_with(move |token: &Arc<()>| {
        tell.send(Arc::clone(token)).unwrap();
    });
    drop(registry.open(1, Arc::new(())));
    assert!(Arc::into_inner(told.recv().unwrap()).is_some());
}

#[test]
fn a_detached_handle_is_open_until_a_newer_one_comes() {
    let sockets = sockets();
    let owner = sockets.open("a", Socket::default());
    let socket = owner.handle().clone();
    owner.detach("it is open for as long as the process runs");
    assert!(socket.is_open());
    assert!(resolves_to(&sockets, "a", &socket));
    let newer = sockets.open("a", Socket::default());
    assert_eq!(socket.times_closed(), 1);
    assert!(newer.is_current());
}

#[test]
fn a_detached_handle_is_closed_with_all_others_or_with_the_registry() {
    let sockets = sockets();
    let all = sockets.open("a", Socket::default());
    let socket = all.handle().clone();
    all.detach("closed by close_all");
    assert_eq!(sockets.close_all(), 1);
    assert_eq!(socket.times_closed(), 1);

    let with_registry = sockets.open("a", Socket::default());
    let socket = with_registry.handle().clone();
    with_registry.detach("closed with the registry");
    drop(sockets);
    assert_eq!(socket.times_closed(), 1);
}

#[test]
fn a_detachment_is_declared_with_its_reason_and_its_place() {
    let sockets = sockets();
    let owner = sockets.open("a", Socket::default());
    let line = line!() + 1;
    owner.detach("the exporter's socket");
    let declared = waivers();
    let waiver = declared
        .iter()
        .find(|waiver| waiver.reason == "the exporter's socket")
        .expect("a waiver");
    assert_eq!(waiver.rule, Rule::HandleHasOwner);
    assert_eq!((waiver.at.file(), waiver.at.line()), (file!(), line));
    assert_eq!(waiver.count, 1);
}

#[test]
fn the_handles_of_a_registry_are_those_that_are_open() {
    let sockets = sockets();
    let a = sockets.open("a", Socket::default());
    let _b = sockets.open("b", Socket::default());
    assert_eq!(sockets.handles().len(), 2);
    drop(sockets.open("a", Socket::default()));
    let left = sockets.handles();
    assert_eq!(left.len(), 1);
    assert!(!Arc::ptr_eq(&left[0], a.handle()));
}

#[test]
fn all_ways_to_close_at_once_close_once() {
    for _ in 0..200 {
        let sockets = sockets();
        let owner = sockets.open("a", Socket::default());
        let socket = owner.handle().clone();
        thread::scope(|threads| {
            threads.spawn(|| drop(owner));
            threads.spawn(|| sockets.open("a", Socket::default()).close());
            threads.spawn(|| sockets.close_all());
        });
        drop(sockets);
        assert_eq!(socket.times_closed(), 1);
    }
}

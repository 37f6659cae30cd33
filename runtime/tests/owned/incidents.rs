//! Defects that were met in other systems, each as what they would be here.
#![expect(
    clippy::disallowed_methods,
    reason = "an actor is a raw task here, as it was there"
)]

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, mpsc},
    thread,
};

use endstate::{
    BoxError,
    owned::{Closed, Owned},
};
use tokio::sync::oneshot;

use crate::socket::{Socket, Sockets, resolves_to, sockets};

/// The clean-up of an agent's old socket removed its new one from the registry: nine hours without a route to it.
#[test]
fn the_clean_up_of_an_old_socket_leaves_its_successor_routable() {
    let sockets = sockets();
    let old = sockets.open("agent", Socket::default());
    let (reconnected, has_reconnected) = mpsc::channel();
    thread::scope(|threads| {
        threads.spawn(move || {
            has_reconnected.recv().unwrap();
            drop(old);
        });
        let new = sockets.open("agent", Socket::default());
        reconnected.send(()).unwrap();
        new.detach("looked at after the clean-up");
    });
    let routed = sockets.get("agent").expect("a route");
    assert!(routed.is_open());
}

/// A broadcast could not send to a socket and evicted its key; meanwhile the client had come back under that key.
#[test]
fn a_broadcast_that_fails_evicts_the_socket_that_failed_and_no_other() {
    let sockets = sockets();
    let mut clients = Vec::from(["a", "b"].map(|key| sockets.open(key, Socket::default())));
    let recipients = sockets.handles();
    let back = sockets.open("a", Socket::default());
    let failed: Vec<_> = recipients.iter().filter(|it| !it.is_open()).collect();
    assert_eq!(failed.len(), 1, "nothing can be sent to the old socket");

    // A broadcast cannot evict by key. The owner goes whose socket failed.
    clients.retain(|owner| !failed.iter().any(|it| Arc::ptr_eq(it, owner.handle())));
    assert_eq!(clients.len(), 1);
    assert!(resolves_to(&sockets, "a", back.handle()));
    assert!(sockets.handles().iter().all(|socket| socket.is_open()));
    assert_eq!(sockets.len(), 2);
}

/// A peer's departure was announced late, after it had come back, and everybody took it for gone.
#[test]
fn only_an_owner_that_closed_announces_a_departure() {
    let sockets = sockets();
    let mut announced = Vec::new();
    let mut depart = |owner: Owned<&'static str, Socket>| {
        let peer = *owner.key();
        if owner.close() == Closed::Now {
            announced.push(peer);
        }
    };
    let alice = sockets.open("alice", Socket::default());
    let alice_again = sockets.open("alice", Socket::default());
    let bob = sockets.open("bob", Socket::default());
    depart(alice);
    depart(bob);
    assert!(alice_again.is_current());
    assert_eq!(announced, ["bob"]);
}

/// The same, where the departure was true when it was queued, and was not when it was delivered.
#[test]
fn a_delayed_announcement_is_held_against_the_registry() {
    let sockets = sockets();
    let (announce, announced) = mpsc::channel();
    for peer in ["alice", "bob"] {
        let owner = sockets.open(peer, Socket::default());
        if owner.close() == Closed::Now {
            announce.send(peer).unwrap();
        }
    }
    let _alice_again = sockets.open("alice", Socket::default());
    drop(announce);
    let gone: Vec<&str> = announced
        .iter()
        .filter(|it| !sockets.contains(it))
        .collect();
    assert_eq!(gone, ["bob"]);
}

/// An actor whose start failed kept its name for ever: nobody could start it again.
#[test]
fn a_failed_start_does_not_poison_the_name() {
    fn start(sockets: &Sockets, prepare: fn() -> Result<(), BoxError>) -> Result<(), BoxError> {
        let name = sockets.open("actor", Socket::default());
        prepare()?;
        assert!(name.is_current());
        Ok(())
    }
    let sockets = sockets();
    assert!(start(&sockets, || Err("no database".into())).is_err());
    assert!(!sockets.contains("actor"));
    let panicked = catch_unwind(AssertUnwindSafe(|| start(&sockets, || panic!("no memory"))));
    assert!(panicked.is_err());
    assert!(!sockets.contains("actor"));
    assert!(start(&sockets, || Ok(())).is_ok());
}

/// A supervisor restarted a child before the registry had seen the old one go, and was told that the name was taken.
#[tokio::test]
async fn a_restart_does_not_wait_for_the_registry_to_see_the_old_one_go() {
    let sockets = sockets();
    let old = sockets.open("child", Socket::default());
    let (go, going) = oneshot::channel::<()>();
    let old = tokio::spawn(async move {
        let _ = going.await;
        drop(old);
    });
    let restarted = sockets.open("child", Socket::default());
    assert!(resolves_to(&sockets, "child", restarted.handle()));
    go.send(()).unwrap();
    old.await.unwrap();
    assert!(resolves_to(&sockets, "child", restarted.handle()));
    assert!(restarted.handle().is_open());
}

/// The completion of an actor that had been replaced removed the one that had replaced it.
#[tokio::test]
async fn a_stale_completion_does_not_remove_the_new_actor() {
    let sockets = sockets();
    let (finish, finished) = oneshot::channel::<()>();
    let actor = sockets.open("stream", Socket::default());
    let completion = tokio::spawn(async move {
        let _ = finished.await;
        actor.close()
    });
    let new_actor = sockets.open("stream", Socket::default());
    finish.send(()).unwrap();
    assert_eq!(completion.await.unwrap(), Closed::Before);
    assert!(resolves_to(&sockets, "stream", new_actor.handle()));
}

/// The same, where the old actor does not complete but is aborted.
#[tokio::test]
async fn an_aborted_task_closes_its_own_handle_alone() {
    let sockets = sockets();
    let actor = sockets.open("stream", Socket::default());
    let socket = actor.handle().clone();
    let task = tokio::spawn(async move {
        let _actor = actor;
        std::future::pending::<()>().await;
    });
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(socket.times_closed(), 1);
    assert!(sockets.is_empty());
}

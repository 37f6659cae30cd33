//! Handles that nobody owns: some are never closed, and one is closed by a stranger.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

// ANCHOR: socket
/// What a browser has for one origin.
const SOCKETS: usize = 6;

static OPEN: AtomicUsize = AtomicUsize::new(0);

struct Socket;

impl Socket {
    /// Opens one if one is free.
    fn open() -> Option<Arc<Self>> {
        let take = |open| (open < SOCKETS).then_some(open + 1);
        let taken = OPEN.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take);
        taken.ok().map(|_| Arc::new(Self))
    }

    fn close(&self) {
        let Self = self;
        OPEN.fetch_sub(1, Ordering::SeqCst);
    }
}
// ANCHOR_END: socket

// ANCHOR: plain
type Subscriptions = HashMap<&'static str, Arc<Socket>>;

/// What a reload does: the module is evaluated anew, and begins with an empty map.
fn reload(subscriptions: &mut Subscriptions) -> bool {
    *subscriptions = Subscriptions::new();
    match Socket::open() {
        Some(socket) => subscriptions.insert("project", socket).is_none(),
        None => false,
    }
}

/// The clean-up that a subscription was given when it was made.
fn unsubscribe(subscriptions: &mut Subscriptions, key: &str) {
    if let Some(socket) = subscriptions.remove(key) {
        socket.close();
    }
}
// ANCHOR_END: plain

// ANCHOR: main
fn main() {
    let mut subscriptions = Subscriptions::new();
    for n in 1.. {
        if !reload(&mut subscriptions) {
            println!("reload {n}: no socket is free");
            break;
        }
        println!("reload {n}: open sockets: {}", OPEN.load(Ordering::SeqCst));
    }

    OPEN.store(0, Ordering::SeqCst);
    let mut subscriptions = Subscriptions::new();
    subscriptions.extend(Socket::open().map(|first| ("project", first)));
    // Subscribed anew, and only then does the first one's clean-up come.
    subscriptions.extend(Socket::open().map(|second| ("project", second)));
    unsubscribe(&mut subscriptions, "project");
    let there = subscriptions.contains_key("project");
    println!("late clean-up: the new subscription is there: {there}");
    println!(
        "late clean-up: open sockets that nobody has: {}",
        OPEN.load(Ordering::SeqCst)
    );
}
// ANCHOR_END: main

//! The same handles with an owner each.

use std::sync::atomic::{AtomicUsize, Ordering};

use endstate::owned::{self, Registry};

const SOCKETS: usize = 6;

static OPEN: AtomicUsize = AtomicUsize::new(0);

struct Socket;

impl Socket {
    /// Opens one if one is free.
    fn open() -> Option<Self> {
        let take = |open| (open < SOCKETS).then_some(open + 1);
        let taken = OPEN.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take);
        taken.ok().map(|_| Self)
    }

    fn close(&self) {
        let Self = self;
        OPEN.fetch_sub(1, Ordering::SeqCst);
    }
}

// ANCHOR: main
fn main() {
    let subscriptions: Registry<&str, Socket> =
        owned::named("subscriptions").closing_with(Socket::close);

    let mut of_this_page = None;
    for n in 1..=10 {
        match Socket::open() {
            // The owner that was there is dropped, and closes what it owns.
            Some(socket) => of_this_page = Some(subscriptions.open("project", socket)),
            None => println!("reload {n}: no socket is free"),
        }
    }
    println!(
        "after ten reloads: open sockets: {}",
        OPEN.load(Ordering::SeqCst)
    );
    drop(of_this_page);

    let sockets = (Socket::open(), Socket::open());
    let (Some(first), Some(second)) = sockets else {
        return;
    };
    let first = subscriptions.open("project", first);
    let second = subscriptions.open("project", second);
    println!(
        "late clean-up: the first one was closed {:?}",
        first.close()
    );
    println!(
        "late clean-up: the new subscription is there: {}",
        second.is_current()
    );
    drop(second);
    println!("at the end: open sockets: {}", OPEN.load(Ordering::SeqCst));
}
// ANCHOR_END: main

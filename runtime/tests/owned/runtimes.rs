//! An asynchronous close where there is no runtime to run it, or none for long.

use std::{future::pending, sync::Arc, thread};

use endstate::owned::{self, Closed, Registry};
use tokio::runtime::{Builder, Runtime};

use crate::socket::Socket;

fn sockets() -> Registry<u32, Socket> {
    owned::named("sockets").closing_async_with(async |socket: Arc<Socket>| {
        tokio::task::yield_now().await;
        socket.close();
    })
}

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn multi_thread() -> Runtime {
    let mut threads = Builder::new_multi_thread();
    threads.worker_threads(1).enable_all().build().unwrap()
}

#[test]
fn without_a_runtime_a_close_is_cut_off_at_once() {
    let sockets = sockets();
    let owner = sockets.open(1, Socket::default());
    let handle = Arc::downgrade(owner.handle());
    assert_eq!(owner.close(), Closed::Now);
    assert!(handle.upgrade().is_none(), "the handle is dropped");
    assert_eq!((sockets.closing(), sockets.cut_off()), (0, 1));
}

#[test]
fn a_plain_thread_closes_in_the_runtime_that_the_registry_was_made_in() {
    let runtime = multi_thread();
    let sockets = runtime.block_on(async { sockets() });
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    thread::scope(|threads| {
        threads.spawn(|| drop(owner));
    });
    assert_eq!(runtime.block_on(sockets.closed()), 0);
    assert_eq!(socket.times_closed(), 1);
}

#[test]
fn a_registry_that_was_made_before_the_runtime_closes_in_the_one_that_is_current() {
    let sockets = sockets();
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    let cut_off = current_thread().block_on(async {
        drop(owner);
        sockets.closed().await
    });
    assert_eq!(cut_off, 0);
    assert_eq!(socket.times_closed(), 1);
}

#[test]
fn a_runtime_that_is_gone_cuts_off_what_it_is_given() {
    for runtime in [current_thread(), multi_thread()] {
        let sockets = runtime.block_on(async { sockets() });
        let owner = sockets.open(1, Socket::default());
        let handle = Arc::downgrade(owner.handle());
        drop(runtime);
        assert_eq!(owner.close(), Closed::Now);
        assert!(handle.upgrade().is_none(), "the handle is dropped");
        assert_eq!((sockets.closing(), sockets.cut_off()), (0, 1));
    }
}

#[test]
fn a_runtime_that_shuts_down_cuts_off_the_closes_under_way() {
    for runtime in [current_thread(), multi_thread()] {
        let sockets = runtime.block_on(async {
            owned::named("stuck").closing_async_with(|_: Arc<Socket>| pending())
        });
        runtime.block_on(async {
            drop(sockets.open(1, Socket::default()));
            tokio::task::yield_now().await;
        });
        assert_eq!((sockets.closing(), sockets.cut_off()), (1, 0));
        drop(runtime);
        assert_eq!((sockets.closing(), sockets.cut_off()), (0, 1));
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a task that goes down with its runtime is what is tested"
)]
fn an_owner_that_goes_down_with_the_runtime_closes_once() {
    for runtime in [current_thread(), multi_thread()] {
        let sockets = runtime.block_on(async { sockets() });
        let owner = sockets.open(1, Socket::default());
        let handle = Arc::downgrade(owner.handle());
        runtime.spawn(async move {
            let _owner = owner;
            pending::<()>().await;
        });
        drop(runtime);
        assert!(sockets.is_empty());
        assert!(handle.upgrade().is_none(), "the handle is dropped");
        assert_eq!((sockets.closing(), sockets.cut_off()), (0, 1));
    }
}

#[test]
fn a_runtime_without_a_timer_cuts_off_what_it_cannot_bound() {
    let runtime = Builder::new_current_thread().build().unwrap();
    let sockets = sockets();
    let handle = runtime.block_on(async {
        let owner = sockets.open(1, Socket::default());
        let handle = Arc::downgrade(owner.handle());
        drop(owner);
        tokio::task::yield_now().await;
        handle
    });
    assert!(handle.upgrade().is_none(), "the handle is dropped");
    assert_eq!((sockets.closing(), sockets.cut_off()), (0, 1));
}

/// As with a close that never gives control back: its own deadline cannot end it, and the wait for it ends all the same.
#[test]
fn a_wait_for_a_close_that_nobody_runs_is_bounded() {
    let idle = current_thread();
    let sockets = idle.block_on(async { sockets() });
    drop(sockets.open(1, Socket::default()));
    let mut paused = Builder::new_current_thread();
    let other = paused.enable_all().start_paused(true).build().unwrap();
    assert_eq!(other.block_on(sockets.closed()), 1);
    assert_eq!((sockets.closing(), sockets.cut_off()), (1, 0));
    drop(idle);
    assert_eq!((sockets.closing(), sockets.cut_off()), (0, 1));
}

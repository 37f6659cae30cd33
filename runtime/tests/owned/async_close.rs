//! A close that takes its time: a task with a deadline, which the registry knows of.

use std::{
    future::pending,
    sync::{Arc, Mutex},
    time::Duration,
};

use endstate::owned::{self, Closed, Registry};
use tokio::{
    sync::Notify,
    time::{Instant, sleep},
};

use crate::socket::Socket;

/// Closes a socket when it is told to.
fn closing_when(told: &Arc<Notify>) -> Registry<u32, Socket> {
    let told = Arc::clone(told);
    owned::named("sockets").closing_async_with(move |socket: Arc<Socket>| {
        let told = Arc::clone(&told);
        async move {
            told.notified().await;
            socket.close();
        }
    })
}

#[tokio::test(start_paused = true)]
async fn a_close_goes_on_as_a_task() {
    let told = Arc::new(Notify::new());
    let sockets = closing_when(&told);
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    assert_eq!(owner.close(), Closed::Now);
    // The name is free already, while the socket says its last words.
    assert!(!sockets.contains(&1));
    assert_eq!(sockets.closing(), 1);
    assert!(socket.is_open());
    told.notify_one();
    assert_eq!(sockets.closed().await, 0);
    assert_eq!(socket.times_closed(), 1);
    assert_eq!((sockets.closing(), sockets.cut_off()), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn every_way_to_close_closes_once() {
    let sockets = owned::named("sockets").closing_async_with(async |socket: Arc<Socket>| {
        tokio::task::yield_now().await;
        socket.close();
    });
    let replaced = sockets.open(1, Socket::default());
    let dropped = sockets.open(1, Socket::default());
    let all = sockets.open(2, Socket::default());
    let handles = [&replaced, &dropped, &all].map(|owner| owner.handle().clone());
    drop(dropped);
    assert_eq!(sockets.close_all(), 1);
    drop(replaced);
    drop(all);
    assert_eq!(sockets.closed().await, 0);
    assert!(handles.iter().all(|socket| socket.times_closed() == 1));
}

#[tokio::test(start_paused = true)]
async fn a_close_is_cut_off_at_its_deadline() {
    let sockets = owned::named("stuck")
        .close_deadline(Duration::from_secs(3))
        .closing_async_with(|_: Arc<Socket>| pending());
    let owner = sockets.open(1, Socket::default());
    let handle = Arc::downgrade(owner.handle());
    let began = Instant::now();
    owner.close();
    assert_eq!(sockets.closed().await, 1);
    assert_eq!(began.elapsed(), Duration::from_secs(3));
    while sockets.closing() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(sockets.cut_off(), 1);
    assert!(handle.upgrade().is_none(), "the handle is dropped");
}

#[tokio::test(start_paused = true)]
async fn without_settings_a_close_has_ten_seconds() {
    let sockets = owned::named("stuck").closing_async_with(|_: Arc<Socket>| pending());
    let began = Instant::now();
    drop(sockets.open(1, Socket::default()));
    assert_eq!(sockets.closed().await, 1);
    assert_eq!(began.elapsed(), Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn those_that_end_in_time_are_not_counted_with_those_that_do_not() {
    let sockets = owned::named("mixed").closing_async_with(|ends: Arc<bool>| async move {
        if !*ends {
            pending::<()>().await;
        }
    });
    for (key, ends) in [false, true, false, true, true].into_iter().enumerate() {
        drop(sockets.open(key, ends));
    }
    assert_eq!(sockets.closed().await, 2);
}

#[tokio::test(start_paused = true)]
async fn closes_that_begin_during_the_wait_do_not_prolong_it() {
    let sockets = owned::named("slow").closing_async_with(async |_: Arc<Socket>| {
        sleep(Duration::from_secs(1)).await;
    });
    let more = sockets.clone();
    drop(sockets.open(0, Socket::default()));
    let began = Instant::now();
    let wait = sockets.closed();
    let others = async {
        for key in 1.. {
            sleep(Duration::from_millis(300)).await;
            drop(more.open(key, Socket::default()));
        }
    };
    tokio::select! {
        cut_off = wait => assert_eq!(cut_off, 0),
        () = others => unreachable!("it goes on for ever"),
    }
    assert_eq!(began.elapsed(), Duration::from_secs(1));
}

#[tokio::test]
async fn with_nothing_under_way_there_is_nothing_to_wait_for() {
    let sockets = Registry::<u32, Socket>::new();
    assert_eq!(sockets.closed().await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_dropped_leaves_the_close_alone() {
    let told = Arc::new(Notify::new());
    let sockets = closing_when(&told);
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    drop(owner);
    let waited = tokio::time::timeout(Duration::from_secs(1), sockets.closed()).await;
    assert!(waited.is_err());
    told.notify_one();
    assert_eq!(sockets.closed().await, 0);
    assert_eq!(socket.times_closed(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_close_outlives_its_registry() {
    let told = Arc::new(Notify::new());
    let sockets = closing_when(&told);
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    drop(sockets);
    told.notify_one();
    while socket.is_open() {
        tokio::task::yield_now().await;
    }
    assert_eq!(socket.times_closed(), 1);
    drop(owner);
}

#[tokio::test(start_paused = true)]
async fn a_close_that_panics_is_over() {
    let sockets = owned::named("panicking").closing_async_with(async |socket: Arc<Socket>| {
        socket.close();
        panic!("the close broke");
    });
    let owner = sockets.open(1, Socket::default());
    let socket = owner.handle().clone();
    drop(owner);
    assert_eq!(sockets.closed().await, 0, "it ended, if badly");
    assert_eq!(socket.times_closed(), 1);
    assert_eq!(sockets.closing(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_closer_that_panics_before_its_first_wait_is_over() {
    fn broken(_: Arc<Socket>) -> std::future::Ready<()> {
        panic!("the closer broke")
    }
    let sockets = owned::named("panicking").closing_async_with(broken);
    drop(sockets.open(1, Socket::default()));
    assert_eq!(sockets.closed().await, 0);
    assert_eq!(sockets.closing(), 0);
}

#[tokio::test(start_paused = true)]
async fn an_owner_that_closes_leaves_the_handle_to_the_close_alone() {
    let whole = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&whole);
    let names = owned::named("names").closing_async_with(move |name: Arc<String>| {
        let told = Arc::clone(&told);
        async move {
            let name = Arc::into_inner(name);
            told.lock().unwrap().push(name);
        }
    });
    drop(names.open(1, "dropped".to_owned()));
    names.open(2, "closed".to_owned()).close();
    let used = names.open(3, "used".to_owned());
    let elsewhere = used.handle().clone();
    drop(used);
    assert_eq!(names.closed().await, 0);
    let whole: Vec<_> = whole.lock().unwrap().drain(..).collect();
    assert_eq!(whole, [Some("dropped".into()), Some("closed".into()), None]);
    assert_eq!(*elsewhere, "used");
}

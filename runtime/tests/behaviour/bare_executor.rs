//! A scope needs no executor of its own: a thread that parks until it is woken drives it.

use std::{
    future::{poll_fn, ready},
    task::{Poll, Waker},
    thread,
};

use crate::{
    executor::{block_on, poll_once, yield_now},
    job::{JobEnd, Log, job},
};

#[test]
fn a_scope_runs_without_any_runtime() {
    let log = Log::default();
    let end = block_on(job(&log).run(async |job| {
        yield_now().await;
        let job = job.start().round();
        yield_now().await;
        Ok(job.finish().exit())
    }));
    assert!(matches!(end, JobEnd::Done(done) if done.rounds == 1));
    assert_eq!(log.lines(), ["context dropped", "told Done after 1"]);
}

#[test]
fn a_body_is_woken_from_another_thread() {
    let (wakers, waiting) = std::sync::mpsc::channel::<Waker>();
    let other = thread::spawn(move || waiting.recv().unwrap().wake());
    let log = Log::default();
    let end = block_on(job(&log).run(async |job| {
        let mut sent = false;
        poll_fn(|cx| {
            if std::mem::replace(&mut sent, true) {
                return Poll::Ready(());
            }
            wakers.send(cx.waker().clone()).unwrap();
            Poll::Pending
        })
        .await;
        Ok(job.start().finish().exit())
    }));
    other.join().unwrap();
    assert!(matches!(end, JobEnd::Done(_)));
}

#[test]
fn a_running_scope_moves_between_polls_and_threads() {
    let log = Log::default();
    let mut run = job(&log).run(async |job| {
        let local = [1, 2, 3];
        let borrowed = &local;
        yield_now().await;
        // Borrowed across the await, so that a body moved in memory would show.
        assert_eq!(borrowed.iter().sum::<u32>(), 6);
        Ok(job.start().finish().exit())
    });
    assert!(poll_once(&mut run).is_pending());
    let mut stored = vec![run];
    let moved = stored.pop().unwrap();
    let end = thread::spawn(move || block_on(moved)).join().unwrap();
    assert!(matches!(end, JobEnd::Done(_)));
    assert_eq!(log.lines().len(), 2);
}

#[test]
fn a_run_is_send_and_unpin_when_its_parts_are() {
    fn send_and_unpin<T: Send + Unpin>(_: &T) {}
    let log = Log::default();
    let run = job(&log).run(async |job| {
        ready(()).await;
        Ok(job.start().finish().exit())
    });
    send_and_unpin(&run);
}

#[test]
#[should_panic(expected = "polled after it had ended")]
fn a_run_polled_after_its_end_panics() {
    let mut run = job(&Log::default()).run(async |job| Ok(job.start().finish().exit()));
    assert!(poll_once(&mut run).is_ready());
    let _ = poll_once(&mut run);
}

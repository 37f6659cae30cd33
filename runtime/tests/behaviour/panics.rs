//! A panic in the body ends the lifecycle in its fixpoint, with the message kept.

use std::{panic::panic_any, task::Poll};

use endstate::Cause;

use crate::{
    executor::{block_on, poll_once, yield_now},
    job::{Body, Failed, JobEnd, Log, job},
};

fn message_of(end: JobEnd) -> String {
    match end {
        JobEnd::Failed(Failed {
            cause: Cause::Panicked(message),
        }) => message,
        other => panic!("ended in {other:?}"),
    }
}

#[test]
fn the_message_of_a_literal_is_kept() {
    let log = Log::default();
    let end = job(&log).run_sync(|_| -> Body { panic!("out of paper") });
    assert_eq!(message_of(end), "out of paper");
    assert_eq!(
        log.lines(),
        ["context dropped", "told Failed: panic out of paper"]
    );
}

#[test]
fn the_message_of_a_formatted_string_is_kept() {
    let sheets = std::hint::black_box(3);
    let end = job(&Log::default()).run_sync(|_| -> Body { panic!("only {sheets} sheets") });
    assert_eq!(message_of(end), "only 3 sheets");
}

#[test]
fn another_payload_is_named_as_such() {
    let log = Log::default();
    let end = job(&log).run_sync(|_| -> Body { panic_any(42_u8) });
    assert_eq!(message_of(end), "a value that is not a string");
    assert_eq!(log.lines().len(), 2);
}

#[test]
fn a_panic_between_awaits_drops_what_the_body_holds_first() {
    let log = Log::default();
    let end = block_on(job(&log).run(async |job| {
        let _job = job.start();
        let _held = log.held("resource");
        yield_now().await;
        panic!("in the middle");
        #[expect(unreachable_code, reason = "gives the body its type")]
        Err("unreached".into())
    }));
    assert_eq!(message_of(end), "in the middle");
    assert_eq!(
        log.lines(),
        [
            "resource dropped",
            "context dropped",
            "told Failed: panic in the middle"
        ]
    );
}

#[test]
fn a_panic_before_the_body_gives_its_future_is_caught() {
    let log = Log::default();
    let scope = job(&log);
    let end = block_on(scope.run(|job| {
        assert!(format!("{job:?}").is_empty(), "no future to give");
        async { Ok(job.start().finish().exit()) }
    }));
    assert_eq!(message_of(end), "no future to give");
    assert_eq!(log.lines().len(), 2);
}

/// Panics when it is dropped.
struct Sore(Log);

impl Drop for Sore {
    fn drop(&mut self) {
        self.0.note("sore dropped");
        panic!("sore");
    }
}

#[test]
fn a_destructor_that_panics_while_the_body_returns_is_a_panic_of_the_body() {
    let log = Log::default();
    let end = job(&log).run_sync(|job| {
        let _sore = Sore(log.clone());
        Ok(job.start().finish().exit())
    });
    assert_eq!(message_of(end), "sore");
    assert_eq!(
        log.lines(),
        ["context dropped", "sore dropped", "told Failed: panic sore"]
    );
}

/// A future that is ready while it still holds something that panics when dropped.
struct ReadyAndSore<T>(
    Option<T>,
    #[expect(dead_code, reason = "for its destructor")] Sore,
);

impl<T: Unpin> Future for ReadyAndSore<T> {
    type Output = T;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> Poll<Self::Output> {
        Poll::Ready(self.0.take().unwrap())
    }
}

#[test]
fn a_destructor_that_panics_after_the_body_returned_cannot_change_the_end() {
    let log = Log::default();
    let sore = Sore(log.clone());
    let scope = job(&log);
    let end = block_on(scope.run(|job| ReadyAndSore(Some(Ok(job.start().finish().exit())), sore)));
    assert!(matches!(end, JobEnd::Done(_)));
    assert_eq!(
        log.lines(),
        ["context dropped", "sore dropped", "told Done after 0"]
    );
}

#[test]
fn a_destructor_that_panics_while_the_future_is_dropped_does_not_hide_the_end() {
    let log = Log::default();
    let sore = Sore(log.clone());
    let mut run = job(&log).run(async |job| {
        let _sore = sore;
        std::future::pending::<()>().await;
        Ok(job.start().finish().exit())
    });
    assert!(poll_once(&mut run).is_pending());
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(run)));
    assert!(dropped.is_err());
    assert_eq!(
        log.lines(),
        ["sore dropped", "context dropped", "told Failed: cancelled"]
    );
}

/// A payload that panics once more when the panic is over.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("second");
    }
}

#[test]
fn a_payload_whose_own_destructor_panics_is_one_panic_still() {
    let log = Log::default();
    let end = job(&log).run_sync(|_| -> Body { panic_any(Bomb) });
    assert_eq!(message_of(end), "a value that is not a string");
    assert_eq!(log.lines().len(), 2);
}

//! A lifecycle in a field, stepped with async code.
#![expect(
    clippy::disallowed_methods,
    reason = "what a raw task does to a scope is what is tested"
)]

use std::{cell::Cell, future::pending};

use endstate::{AnyHandle, BoxError};

use crate::{
    executor::{block_on, poll_once, yield_now},
    job::{AnyJob, JobEnd, Log, job, next, told_as},
};

async fn slowly(any: AnyJob) -> Result<AnyJob, BoxError> {
    yield_now().await;
    next(any)
}

#[test]
fn a_slot_is_stepped_to_its_end() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    block_on(async {
        assert!(slot.step_async(slowly).await.is_none());
        assert!(slot.step_async(slowly).await.is_none());
        assert!(slot.step_async(slowly).await.is_some());
    });
    assert!(matches!(slot.finish(), Ok(JobEnd::Done(_))));
    assert_eq!(log.lines(), ["context dropped", "told Done after 1"]);
}

#[test]
fn an_error_in_a_step_ends_it_in_its_fixpoint() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    let end = block_on(slot.step_async(async |_| {
        yield_now().await;
        Err("jammed".into())
    }));
    assert_eq!(
        end.map(told_as).as_deref(),
        Some("told Failed: error jammed")
    );
    assert_eq!(log.lines().len(), 2);
}

#[cfg(feature = "std")]
#[test]
fn a_panic_in_a_step_ends_it_in_its_fixpoint() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    let end = block_on(slot.step_async(async |any| {
        yield_now().await;
        assert_eq!(any.name(), "Running", "not running");
        Ok(any)
    }));
    assert!(
        end.map(told_as)
            .is_some_and(|told| told.contains("not running"))
    );
    assert_eq!(log.lines().len(), 2);
}

#[test]
fn a_step_cancelled_midway_ends_it_as_cancelled() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    slot.step(next);
    let mut step = Box::pin(slot.step_async(async |_any| {
        let _held = log.held("resource");
        pending().await
    }));
    assert!(poll_once(&mut step).is_pending());
    assert_eq!(log.lines(), [""; 0]);
    drop(step);
    let lines = log.lines();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines.last().unwrap(), "told Failed: cancelled");
    assert!(matches!(slot.finish(), Ok(JobEnd::Failed(_))));
    assert_eq!(log.lines().len(), 3);
}

#[test]
fn a_step_that_is_never_polled_does_nothing() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    drop(slot.step_async(async |_| Err("never".into())));
    assert_eq!(slot.get().map(AnyHandle::name), Some("Queued"));
    assert_eq!(log.lines(), [""; 0]);
}

#[test]
fn after_the_end_no_step_is_called() {
    let mut slot = job(&Log::default()).slot();
    slot.step(|_| Err("over".into()));
    let called = Cell::new(false);
    let end = block_on(slot.step_async(async |any| {
        called.set(true);
        Ok(any)
    }));
    assert!(matches!(end, Some(JobEnd::Failed(_))));
    assert!(!called.get());
}

#[test]
fn a_step_is_send_and_its_slot_can_live_in_a_task() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    let task = async move {
        while slot.step_async(slowly).await.is_none() {}
        slot.finish().map_err(drop)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .unwrap();
    let end = runtime.block_on(async { tokio::spawn(task).await.unwrap() });
    assert!(matches!(end, Ok(JobEnd::Done(_))));
    assert_eq!(log.lines(), ["context dropped", "told Done after 1"]);
}

#[test]
fn a_task_that_owns_a_slot_ends_it_when_it_is_dropped_between_steps() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    let mut task = Box::pin(async move {
        slot.step_async(slowly).await;
        pending::<()>().await;
        drop(slot);
    });
    assert!(poll_once(&mut task).is_pending());
    assert!(poll_once(&mut task).is_pending());
    drop(task);
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

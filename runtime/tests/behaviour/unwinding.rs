//! A lifecycle that ends while another panic unwinds: no second panic, which would abort the process.

use std::{
    future::pending,
    panic::{AssertUnwindSafe, catch_unwind},
};

use endstate::{Abandoned, BoxError, Lifecycle};

use crate::{
    executor::poll_once,
    job::{Log, job, next},
};

/// A lifecycle whose fixpoint cannot be built.
#[derive(Lifecycle)]
#[lifecycle(handle = Doomed, fixpoint = Lost)]
enum DoomedState {
    #[lifecycle(initial, to(Lost))]
    Going,
    #[lifecycle(terminal)]
    Lost { reason: String },
}

impl From<Abandoned> for Lost {
    fn from(_: Abandoned) -> Self {
        panic!("there is no such fixpoint");
    }
}

fn caught(f: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(f)).unwrap_err();
    (*payload.downcast::<&str>().unwrap()).into()
}

#[test]
fn a_run_dropped_by_a_panic_around_it_ends_as_cancelled() {
    let log = Log::default();
    let message = caught(|| {
        let mut run = job(&log).run(async |job| {
            pending::<()>().await;
            Ok(job.start().finish().exit())
        });
        assert!(poll_once(&mut run).is_pending());
        panic!("around it");
    });
    assert_eq!(message, "around it");
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[test]
fn an_observer_that_panics_while_unwinding_does_not_abort() {
    let log = Log::default();
    let message = caught(|| {
        let mut run = job(&log).on_exit(|_| panic!("told")).run(async |job| {
            pending::<()>().await;
            Ok(job.start().finish().exit())
        });
        assert!(poll_once(&mut run).is_pending());
        panic!("around it");
    });
    assert_eq!(message, "around it");
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[test]
fn a_slot_dropped_by_a_panic_around_it_ends_as_cancelled() {
    let log = Log::default();
    let message = caught(|| {
        let mut slot = job(&log).slot();
        slot.step(next);
        panic!("around it");
    });
    assert_eq!(message, "around it");
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[test]
fn a_fixpoint_that_cannot_be_built_panics_and_tells_nobody() {
    let mut told = 0;
    let message = caught(|| {
        let end = Doomed::scope(Going)
            .on_exit(|_| told += 1)
            .run_sync(|_| Err("abandoned".into()));
        let DoomedEnd::Lost(lost) = end;
        panic!("built from nothing: {}", lost.reason);
    });
    assert_eq!(message, "there is no such fixpoint");
    assert_eq!(told, 0);
}

#[test]
fn a_fixpoint_that_cannot_be_built_while_unwinding_does_not_abort() {
    let mut told = 0;
    let message = caught(|| {
        let mut run = Doomed::scope(Going).on_exit(|_| told += 1).run(async |it| {
            pending::<()>().await;
            Ok(it
                .to(Lost {
                    reason: String::new(),
                })
                .exit())
        });
        assert!(poll_once(&mut run).is_pending());
        panic!("around it");
    });
    assert_eq!(message, "around it");
    assert_eq!(told, 0);
}

#[test]
fn a_slot_whose_fixpoint_cannot_be_built_has_no_end_and_takes_no_step() {
    let mut told = 0;
    let mut slot = Doomed::scope(Going).on_exit(|_| told += 1).slot();
    let message = caught(|| {
        slot.step(|_| Err("abandoned".into()));
    });
    assert_eq!(message, "there is no such fixpoint");
    assert!(slot.end().is_none() && slot.get().is_none());
    assert!(slot.step(|_| panic!("a step without a handle")).is_none());
    drop(slot);
    assert_eq!(told, 0);
}

#[test]
fn a_step_cancelled_while_unwinding_does_not_abort() {
    let mut told = 0;
    let mut slot = Doomed::scope(Going).on_exit(|_| told += 1).slot();
    let message = caught(|| {
        let mut step = Box::pin(slot.step_async(async |_| {
            pending::<()>().await;
            Err::<AnyDoomed, BoxError>("never".into())
        }));
        assert!(poll_once(&mut step).is_pending());
        panic!("around it");
    });
    assert_eq!(message, "around it");
    drop(slot);
    assert_eq!(told, 0);
}

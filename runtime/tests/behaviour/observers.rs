//! Who is told of an end, in which order, and what happens when telling goes wrong.

use endstate::{Slot, scope::BoxObserver};

use crate::{
    executor::block_on,
    job::{AnyJob, JobEnd, JobState, Log, job, told_as},
};

#[test]
fn two_observers_are_told_in_the_order_they_were_added() {
    let log = Log::default();
    let (second, third) = (log.clone(), log.clone());
    let end = job(&log)
        .on_exit(move |end| second.note(format!("second {}", told_as(end))))
        .on_exit(move |end| third.note(format!("third {}", told_as(end))))
        .run_sync(|job| Ok(job.start().finish().exit()));
    assert!(matches!(end, JobEnd::Done(_)));
    assert_eq!(
        log.lines(),
        [
            "context dropped",
            "told Done after 0",
            "second told Done after 0",
            "third told Done after 0"
        ]
    );
}

#[test]
fn an_observer_may_borrow_what_is_around_the_scope() {
    let mut count = 0;
    for _ in 0..3 {
        let end = job(&Log::default())
            .on_exit(|_| count += 1)
            .run_sync(|job| Ok(job.start().finish().exit()));
        drop(end);
    }
    assert_eq!(count, 3);
}

#[test]
fn an_observer_may_run_a_scope_of_its_own() {
    let log = Log::default();
    let inner = log.clone();
    let end = job(&Log::default())
        .on_exit(move |_| {
            let end = job(&inner).run_sync(|job| Ok(job.start().finish().exit()));
            inner.note(format!("inner {end:?}"));
        })
        .run_sync(|_| Err("so that it is told".into()));
    assert!(matches!(end, JobEnd::Failed(_)));
    assert_eq!(
        log.lines(),
        ["context dropped", "told Done after 0", "inner JobEnd::Done"]
    );
}

#[cfg(feature = "std")]
#[test]
fn an_observer_that_panics_cannot_change_the_end() {
    let log = Log::default();
    let done = job(&log)
        .on_exit(|_| panic!("the observer fell over"))
        .run_sync(|job| Ok(job.start().finish().exit()));
    assert!(matches!(done, JobEnd::Done(_)));
    let failed = block_on(
        job(&log)
            .on_exit(|_| panic!("the observer fell over"))
            .run(async |_| Err("the body's own".into())),
    );
    assert_eq!(told_as(&failed), "told Failed: error the body's own");
    assert_eq!(
        log.lines(),
        [
            "context dropped",
            "told Done after 0",
            "context dropped",
            "told Failed: error the body's own"
        ]
    );
}

#[cfg(feature = "std")]
#[test]
fn an_observer_that_panics_when_a_run_is_dropped_goes_no_further() {
    let log = Log::default();
    let mut run = job(&log)
        .on_exit(|_| panic!("the observer fell over"))
        .run(async |job| {
            std::future::pending::<()>().await;
            Ok(job.start().finish().exit())
        });
    assert!(crate::executor::poll_once(&mut run).is_pending());
    drop(run);
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[cfg(feature = "std")]
#[test]
fn a_later_observer_is_told_even_if_an_earlier_one_panics() {
    let log = Log::default();
    let later = log.clone();
    let end = job(&log)
        .on_exit(|_| panic!("the observer fell over"))
        .on_exit(move |_| later.note("later"))
        .run_sync(|job| Ok(job.start().finish().exit()));
    assert!(matches!(end, JobEnd::Done(_)));
    assert_eq!(
        log.lines(),
        ["context dropped", "told Done after 0", "later"]
    );
}

#[test]
fn an_observer_of_a_future_is_told_once_it_is_polled_to_its_end() {
    let log = Log::default();
    let run = job(&log).run(async |job| Ok(job.start().finish().exit()));
    assert_eq!(log.lines(), [""; 0]);
    drop(block_on(run));
    assert_eq!(log.lines(), ["context dropped", "told Done after 0"]);
}

#[test]
fn boxed_observers_are_told_in_the_same_order_by_a_slot_of_a_named_type() {
    let log = Log::default();
    let second = log.clone();
    let mut slots: Vec<Slot<AnyJob, BoxObserver<JobState>>> = Vec::new();
    let scope = job(&log).on_exit(move |_| second.note("second"));
    slots.push(scope.boxed_observers().slot());
    drop(slots);
    assert_eq!(
        log.lines(),
        ["context dropped", "told Failed: cancelled", "second"]
    );
}

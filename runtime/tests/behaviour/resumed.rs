//! A stored state that becomes a typed handle again.

use std::future::pending;

use endstate::{AnyHandle, Cause};

use crate::{
    executor::{block_on, poll_once},
    job::{AnyJob, Body, JobEnd, JobState, Log, job, next, resumed},
};

#[test]
fn a_live_state_goes_on_where_it_was() {
    let log = Log::default();
    let end = resumed(&log, JobState::Running { rounds: 3 }).run_sync(|any| match any {
        AnyJob::Running(job) => Ok(job.round().finish().exit()),
        other => Err(format!("resumed in {}", other.name()).into()),
    });
    assert!(matches!(end, JobEnd::Done(done) if done.rounds == 4));
    assert_eq!(log.lines(), ["context dropped", "told Done after 4"]);
}

#[test]
fn an_initial_state_may_be_resumed_too() {
    let log = Log::default();
    let end = block_on(resumed(&log, JobState::Queued).run(async |any| match any {
        AnyJob::Queued(job) => Ok(job.start().finish().exit()),
        other => Err(format!("resumed in {}", other.name()).into()),
    }));
    assert!(matches!(end, JobEnd::Done(_)));
}

#[test]
fn a_terminal_state_gives_its_end_without_running_the_body() {
    let log = Log::default();
    let done = || JobState::Done { rounds: 8 };
    let sync = resumed(&log, done()).run_sync(|_| -> Body { panic!("the body ran") });
    let future = block_on(resumed(&log, done()).run(async |_| -> Body { panic!("the body ran") }));
    let mut slot = resumed(&log, done()).slot();
    slot.step(|_| panic!("the step ran"));
    let slot = slot.finish().unwrap();
    for end in [sync, future, slot] {
        assert!(matches!(end, JobEnd::Done(done) if done.rounds == 8));
    }
    let each = ["context dropped", "told Done after 8"];
    assert_eq!(log.lines(), [each, each, each].concat());
}

#[test]
fn a_stored_fixpoint_keeps_its_cause() {
    let log = Log::default();
    let cause = Cause::Panicked("long ago".into());
    let end =
        resumed(&log, JobState::Failed { cause }).run_sync(|_| -> Body { panic!("the body ran") });
    assert!(matches!(end, JobEnd::Failed(_)));
    assert_eq!(
        log.lines(),
        ["context dropped", "told Failed: panic long ago"]
    );
}

#[test]
fn a_resumed_run_that_is_dropped_ends_as_cancelled() {
    let log = Log::default();
    let mut run =
        resumed(&log, JobState::Running { rounds: 0 }).run(async |_| -> Body { pending().await });
    assert!(poll_once(&mut run).is_pending());
    drop(run);
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[test]
fn every_handle_becomes_the_enum_again_and_can_be_resumed_from_it() {
    let mut stored = JobState::Queued;
    for _ in 0..3 {
        let mut slot = resumed(&Log::default(), stored).slot();
        slot.step(next);
        let mut kept = None;
        if slot.get().is_none() {
            stored = match slot.finish().unwrap() {
                JobEnd::Done(done) => done.into(),
                JobEnd::Failed(failed) => failed.into(),
            };
            break;
        }
        slot.step(|any| {
            kept = Some(JobState::from(any));
            Err("to be resumed".into())
        });
        stored = kept.unwrap();
    }
    assert!(matches!(stored, JobState::Done { rounds: 1 }));
}

#[test]
fn a_handle_gives_up_its_lifecycle_when_it_becomes_the_enum() {
    let log = Log::default();
    let mut stored = None;
    let end = job(&log).run_sync(|job| {
        stored = Some(JobState::from(job.start().round()));
        Err("stored".into())
    });
    assert!(matches!(end, JobEnd::Failed(_)));
    assert!(matches!(stored, Some(JobState::Running { rounds: 1 })));
}

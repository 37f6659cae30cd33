//! The ways out that a body takes itself: a terminal state, or an error.

use std::{error::Error, fmt, num::ParseIntError};

use endstate::{BoxError, Cause, End, State};

use crate::{
    executor::{block_on, yield_now},
    job::{Done, Failed, Job, JobEnd, JobState, Log, Queued, job},
};

#[derive(Debug, PartialEq)]
struct Refused(u16);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with {}", self.0)
    }
}

impl Error for Refused {}

fn error_of(end: JobEnd) -> BoxError {
    match end {
        JobEnd::Failed(Failed {
            cause: Cause::Error(error),
        }) => error,
        other => panic!("ended in {other:?}"),
    }
}

#[test]
fn a_terminal_handle_gives_its_state_as_the_end() {
    let log = Log::default();
    let end = job(&log).run_sync(|job| {
        log.note("body");
        Ok(job.start().round().round().finish().exit())
    });
    assert!(matches!(end, JobEnd::Done(Done { rounds: 2 })));
    assert_eq!(
        log.lines(),
        ["body", "context dropped", "told Done after 2"]
    );
}

#[test]
fn an_end_knows_the_name_and_the_status_of_its_state() {
    let end = job(&Log::default()).run_sync(|job| Ok(job.start().finish().exit()));
    assert_eq!((end.name(), end.status()), ("Done", "done"));
    assert!(end.state().terminal);
    assert_eq!(format!("{end:?}"), "JobEnd::Done");
    assert_eq!(<Done as State<JobState>>::NAME, "Done");
}

#[test]
fn an_error_is_kept_and_can_be_downcast() {
    let log = Log::default();
    let end = job(&log).run_sync(|_| Err(Refused(403).into()));
    assert_eq!(*error_of(end).downcast::<Refused>().unwrap(), Refused(403));
    assert_eq!(
        log.lines(),
        ["context dropped", "told Failed: error refused with 403"]
    );
}

#[test]
fn an_error_from_an_async_body_is_kept_too() {
    let log = Log::default();
    let end = block_on(job(&log).run(async |job| {
        let job = job.start();
        let _held = log.held("resource");
        yield_now().await;
        Err(Refused(500))?;
        Ok(job.finish().exit())
    }));
    assert!(error_of(end).is::<Refused>());
    assert_eq!(
        log.lines(),
        [
            "resource dropped",
            "context dropped",
            "told Failed: error refused with 500"
        ]
    );
}

#[test]
fn a_question_mark_needs_no_annotation() {
    let end = job(&Log::default()).run_sync(|job| {
        let _: u32 = "many".parse()?;
        Ok(job.start().finish().exit())
    });
    assert!(error_of(end).is::<ParseIntError>());
}

#[test]
fn a_lifecycle_may_end_straight_from_its_first_state() {
    let end = job(&Log::default()).run_sync(|job| Ok(job.to(Done { rounds: 7 }).exit()));
    assert!(matches!(end, JobEnd::Done(Done { rounds: 7 })));
}

#[test]
fn what_a_state_carries_can_be_taken_out_before_an_error() {
    let log = Log::default();
    let mut kept = None;
    let end = job(&log).run_sync(|job| {
        kept = Some(job.start().round().into_state().rounds);
        Err("abandoned on purpose".into())
    });
    assert_eq!(kept, Some(1));
    assert_eq!(error_of(end).to_string(), "abandoned on purpose");
}

#[test]
fn a_handle_that_outlives_its_scope_does_not_keep_it_open() {
    let log = Log::default();
    let mut smuggled: Option<Job<Queued>> = None;
    let end = job(&log).run_sync(|job| {
        smuggled = Some(job);
        Err("the handle went elsewhere".into())
    });
    assert!(matches!(end, JobEnd::Failed(_)));
    drop(smuggled);
    assert_eq!(
        log.lines(),
        [
            "told Failed: error the handle went elsewhere",
            "context dropped"
        ]
    );
}

#[test]
fn a_scope_that_is_never_run_never_began() {
    let log = Log::default();
    let scope = job(&log);
    assert_eq!(format!("{scope:?}"), "Scope<Job>");
    drop(scope);
    assert_eq!(log.lines(), ["context dropped"]);
}

//! One span per scope, one event per transition and per exit, all of them inside the span.

use std::{future::pending, thread};

use crate::{
    collector::Collector,
    executor::{block_on, poll_once, yield_now},
    job::{JobState, Log, job, next, resumed},
};

const WALK: [&str; 6] = [
    "- span 1 scope lifecycle=\"Job\"",
    "1 DEBUG transition lifecycle=\"Job\" from=\"Queued\" to=\"Running\"",
    "1 DEBUG transition lifecycle=\"Job\" from=\"Running\" to=\"Running\"",
    "1 DEBUG transition lifecycle=\"Job\" from=\"Running\" to=\"Done\"",
    "1 DEBUG exit lifecycle=\"Job\" state=\"Done\"",
    "closed 1",
];

const STARTED: [&str; 2] = [WALK[0], WALK[1]];

/// After the first transition: the event of an abandonment, and the end of the span.
fn started_then_abandoned(cause: &str) -> Vec<String> {
    let exit = format!("1 WARN abandoned lifecycle=\"Job\" state=\"Failed\" cause=\"{cause}\"");
    let mut lines: Vec<String> = STARTED.map(String::from).into();
    lines.extend([exit, "closed 1".into()]);
    lines
}

#[test]
fn a_walk_is_a_span_with_an_event_for_each_transition_and_one_for_the_exit() {
    let lines = Collector::default().collect(|| {
        drop(job(&Log::default()).run_sync(|job| Ok(job.start().round().finish().exit())));
    });
    assert_eq!(lines, WALK);
}

#[test]
fn an_async_walk_leaves_the_span_while_it_waits() {
    let lines = Collector::default().collect(|| {
        let mut run = job(&Log::default()).run(async |job| {
            let job = job.start();
            yield_now().await;
            Ok(job.round().finish().exit())
        });
        assert!(poll_once(&mut run).is_pending());
        tracing::info!("between two polls");
        assert!(poll_once(&mut run).is_ready());
        tracing::info!("afterwards");
    });
    let mut expected: Vec<&str> = WALK.into();
    expected.insert(2, "- INFO between two polls");
    expected.push("- INFO afterwards");
    assert_eq!(lines, expected);
}

#[test]
fn an_abandoned_walk_tells_its_cause() {
    let lines = Collector::default().collect(|| {
        let end = job(&Log::default()).run_sync(|job| {
            let _job = job.start();
            Err("jammed".into())
        });
        drop(end);
    });
    assert_eq!(lines, started_then_abandoned("jammed"));
}

#[cfg(feature = "std")]
#[test]
fn a_panic_does_not_leave_the_span_entered() {
    let log = Log::default();
    let lines = Collector::default().collect(|| {
        let end = block_on(job(&log).run(async |job| {
            let _job = job.start();
            yield_now().await;
            assert!(log.lines().len() > 9, "jammed");
            Err("unreached".into())
        }));
        drop(end);
        tracing::info!("afterwards");
    });
    let mut expected = started_then_abandoned("panicked: jammed");
    expected.push("- INFO afterwards".into());
    assert_eq!(lines, expected);
}

#[test]
fn a_dropped_walk_exits_inside_its_span() {
    let lines = Collector::default().collect(|| {
        let mut run = job(&Log::default()).run(async |job| {
            let _job = job.start();
            pending::<()>().await;
            Err("unreached".into())
        });
        assert!(poll_once(&mut run).is_pending());
        drop(run);
    });
    assert_eq!(lines, started_then_abandoned("cancelled"));
}

#[test]
fn what_the_body_says_itself_is_inside_the_span() {
    let lines = Collector::default().collect(|| {
        let end = job(&Log::default()).run_sync(|job| {
            tracing::info!(pages = 3, "printing");
            Ok(job.start().finish().exit())
        });
        drop(end);
    });
    assert_eq!(lines[1], "1 INFO printing pages=3");
}

#[test]
fn events_stay_inside_the_span_when_the_task_moves_to_another_thread() {
    let collector = Collector::default();
    let dispatch = collector.dispatch();
    let lines = collector.collect(|| {
        let mut run = job(&Log::default()).run(async |job| {
            let job = job.start();
            yield_now().await;
            let job = job.round();
            yield_now().await;
            Ok(job.finish().exit())
        });
        for _ in 0..2 {
            let dispatch = dispatch.clone();
            let elsewhere = thread::spawn(move || {
                let within = || assert!(poll_once(&mut run).is_pending());
                tracing::dispatcher::with_default(&dispatch, within);
                run
            });
            run = elsewhere.join().unwrap();
        }
        assert!(poll_once(&mut run).is_ready());
    });
    assert_eq!(lines, WALK);
}

#[test]
fn a_nested_scope_has_its_own_span_within_the_outer_one() {
    let lines = Collector::default().collect(|| {
        let end = job(&Log::default()).run_sync(|whole| {
            let part = job(&Log::default()).run_sync(|_| Err("jammed".into()));
            drop(part);
            Ok(whole.start().finish().exit())
        });
        drop(end);
    });
    assert_eq!(
        lines[..4],
        [
            "- span 1 scope lifecycle=\"Job\"",
            "1 span 2 scope lifecycle=\"Job\"",
            "1>2 WARN abandoned lifecycle=\"Job\" state=\"Failed\" cause=\"jammed\"",
            "closed 2",
        ]
    );
    assert_eq!(lines.last().unwrap(), "closed 1");
}

#[test]
fn a_scope_that_never_began_has_no_span() {
    let lines = Collector::default().collect(|| {
        drop(job(&Log::default()).run(async |job| Ok(job.start().finish().exit())));
        drop(job(&Log::default()));
    });
    assert_eq!(lines, [""; 0]);
}

#[test]
fn a_slot_has_one_span_for_all_its_steps() {
    let lines = Collector::default().collect(|| {
        let mut slot = job(&Log::default()).slot();
        slot.step(next);
        block_on(slot.step_async(async |any| {
            yield_now().await;
            next(any)
        }));
        slot.step(next);
        slot.step(next);
    });
    assert_eq!(lines, WALK);
}

#[test]
fn a_step_that_is_cancelled_exits_inside_the_span() {
    let lines = Collector::default().collect(|| {
        let mut slot = job(&Log::default()).slot();
        slot.step(next);
        let mut step = Box::pin(slot.step_async(async |_| pending().await));
        assert!(poll_once(&mut step).is_pending());
        drop(step);
        drop(slot);
    });
    assert_eq!(lines, started_then_abandoned("cancelled"));
}

#[test]
fn a_stored_terminal_state_has_a_span_and_an_exit() {
    let lines = Collector::default().collect(|| {
        let done = JobState::Done { rounds: 1 };
        drop(resumed(&Log::default(), done).run_sync(|_| Err("unreached".into())));
    });
    assert_eq!(lines, [WALK[0], WALK[4], WALK[5]]);
}

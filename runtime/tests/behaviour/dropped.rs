//! A running scope that is dropped ends as cancelled, once what its body held is gone.

use std::{future::pending, task::Poll};

use crate::{
    executor::{poll_once, yield_now},
    job::{Log, job},
};

#[test]
fn dropped_while_pending_the_body_goes_first_and_the_observer_is_told_last() {
    let log = Log::default();
    let held = log.held("captured");
    let mut run = job(&log).run(async |job| {
        let _held = (held, log.held("local"));
        let _job = job.start();
        pending::<()>().await;
        Err("never".into())
    });
    assert!(poll_once(&mut run).is_pending());
    assert_eq!(log.lines(), [""; 0]);
    drop(run);
    let lines = log.lines();
    assert_eq!(lines.last().unwrap(), "told Failed: cancelled");
    assert_eq!(lines.len(), 4, "{lines:?}");
    for resource in ["captured", "local", "context"] {
        assert!(lines.contains(&format!("{resource} dropped")), "{lines:?}");
    }
}

#[test]
fn dropped_before_its_first_poll_it_never_began() {
    let log = Log::default();
    let held = log.held("captured");
    let run = job(&log).run(async |job| {
        let _held = held;
        Ok(job.start().finish().exit())
    });
    assert_eq!(format!("{run:?}"), "Run<Job>(unpolled)");
    drop(run);
    let mut lines = log.lines();
    lines.sort();
    assert_eq!(lines, ["captured dropped", "context dropped"]);
}

#[test]
fn dropped_after_its_end_it_says_nothing_more() {
    let log = Log::default();
    let mut run = job(&log).run(async |job| Ok(job.start().finish().exit()));
    assert!(matches!(poll_once(&mut run), Poll::Ready(_)));
    assert_eq!(format!("{run:?}"), "Run<Job>(ended)");
    drop(run);
    assert_eq!(log.lines(), ["context dropped", "told Done after 0"]);
}

#[test]
fn dropped_at_any_await_it_is_told_once() {
    for polls in 1..=4 {
        let log = Log::default();
        let mut run = job(&log).run(async |job| {
            let mut job = job.start();
            for _ in 0..4 {
                yield_now().await;
                job = job.round();
            }
            Ok(job.finish().exit())
        });
        for _ in 0..polls {
            assert!(poll_once(&mut run).is_pending());
        }
        assert_eq!(format!("{run:?}"), "Run<Job>(running)");
        drop(run);
        assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
    }
}

#[test]
fn a_loser_of_a_race_is_cancelled() {
    let log = Log::default();
    let slow = job(&log).run(async |job| {
        pending::<()>().await;
        Ok(job.start().finish().exit())
    });
    crate::executor::block_on(async {
        tokio::select! {
            biased;
            _ = slow => panic!("the slow one won"),
            () = yield_now() => {}
        }
    });
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

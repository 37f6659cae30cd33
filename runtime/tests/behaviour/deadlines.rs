//! A scope with a deadline, on tokio's clock.

use std::{
    future::{pending, poll_fn},
    task::Poll,
    time::{Duration, Instant},
};

use endstate::{Cause, scope::NoRuntime};
use tokio::time::{self, sleep};

use crate::{
    executor::{block_on, poll_once},
    job::{Body, Failed, JobEnd, JobState, Log, job, resumed, told_as},
};

const LIMIT: Duration = Duration::from_secs(30);

#[tokio::test(start_paused = true)]
async fn a_body_that_is_too_slow_is_dropped_at_the_deadline() {
    let log = Log::default();
    let began = time::Instant::now();
    let end = job(&log)
        .deadline(LIMIT)
        .run(async |job| {
            let _held = log.held("resource");
            let _job = job.start();
            pending::<Body>().await
        })
        .await;
    assert_eq!(began.elapsed(), LIMIT);
    let JobEnd::Failed(Failed {
        cause: Cause::TimedOut { after },
    }) = end
    else {
        panic!("ended in {end:?}");
    };
    assert_eq!(after, LIMIT);
    assert_eq!(
        log.lines(),
        [
            "context dropped",
            "resource dropped",
            "told Failed: timeout 30s"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_in_time_ends_by_itself() {
    let log = Log::default();
    let end = job(&log)
        .deadline(LIMIT)
        .run(async |job| {
            sleep(LIMIT / 2).await;
            Ok(job.start().finish().exit())
        })
        .await;
    assert!(matches!(end, JobEnd::Done(_)));
    sleep(LIMIT).await;
    assert_eq!(log.lines(), ["context dropped", "told Done after 0"]);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_ready_at_the_deadline_wins() {
    let end = job(&Log::default())
        .deadline(LIMIT)
        .run(async |job| {
            sleep(LIMIT).await;
            Ok(job.start().finish().exit())
        })
        .await;
    assert!(matches!(end, JobEnd::Done(_)));
}

#[tokio::test(start_paused = true)]
async fn the_clock_starts_with_the_first_poll() {
    let log = Log::default();
    let run = job(&log).deadline(LIMIT).run(async |job| {
        sleep(LIMIT / 2).await;
        Ok(job.start().finish().exit())
    });
    sleep(LIMIT * 2).await;
    assert!(matches!(run.await, JobEnd::Done(_)));
}

#[tokio::test(start_paused = true)]
async fn the_inner_deadline_ends_the_inner_scope_alone() {
    let (outer, inner) = (Log::default(), Log::default());
    let end = job(&outer)
        .deadline(LIMIT)
        .run(async |whole| {
            let part = job(&inner)
                .deadline(LIMIT / 3)
                .run(async |_| -> Body { pending().await });
            assert_eq!(told_as(&part.await), "told Failed: timeout 10s");
            Ok(whole.start().finish().exit())
        })
        .await;
    assert!(matches!(end, JobEnd::Done(_)));
}

#[tokio::test(start_paused = true)]
async fn the_outer_deadline_ends_both() {
    let (outer, inner) = (Log::default(), Log::default());
    let end = job(&outer)
        .deadline(LIMIT)
        .run(async |_| {
            let part = job(&inner)
                .deadline(LIMIT * 2)
                .run(async |_| -> Body { pending().await });
            drop(part.await);
            Err("the outer one went on".into())
        })
        .await;
    assert_eq!(told_as(&end), "told Failed: timeout 30s");
    assert_eq!(inner.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_scope_with_a_deadline_is_cancelled() {
    let log = Log::default();
    let mut run = job(&log)
        .deadline(LIMIT)
        .run(async |_| -> Body { pending().await });
    assert!(poll_once(&mut run).is_pending());
    drop(run);
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[tokio::test(start_paused = true)]
async fn a_resumed_scope_may_have_a_deadline_too() {
    let log = Log::default();
    let end = resumed(&log, JobState::Running { rounds: 1 })
        .deadline(LIMIT)
        .on_exit(|_| log.note("after the deadline was set"))
        .run(async |_| -> Body { pending().await })
        .await;
    assert_eq!(told_as(&end), "told Failed: timeout 30s");
    assert_eq!(log.lines().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_of_no_time_lets_the_body_be_polled_once() {
    let mut polls = 0;
    let end = job(&Log::default())
        .deadline(Duration::ZERO)
        .run(async |_| {
            poll_fn(|_| {
                polls += 1;
                Poll::<()>::Pending
            })
            .await;
            Err("woken by nobody".into())
        })
        .await;
    assert_eq!(told_as(&end), "told Failed: timeout 0ns");
    assert!((1..=2).contains(&polls), "polled {polls} times");
}

#[test]
fn outside_a_runtime_it_ends_with_an_error_that_says_so() {
    let log = Log::default();
    let end = block_on(
        job(&log)
            .deadline(LIMIT)
            .run(async |_| -> Body { panic!("the body ran") }),
    );
    let JobEnd::Failed(Failed {
        cause: Cause::Error(error),
    }) = end
    else {
        panic!("ended in {end:?}");
    };
    assert!(error.is::<NoRuntime>());
    let lines = log.lines();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].contains("needs a tokio runtime"), "{lines:?}");
}

#[test]
fn in_a_runtime_without_a_timer_it_ends_without_running_its_body() {
    let log = Log::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let run = job(&log)
        .deadline(LIMIT)
        .run(async |_| -> Body { panic!("the body ran") });
    let end = runtime.block_on(run);
    assert!(told_as(&end).contains("timer"), "{}", told_as(&end));
    assert_eq!(log.lines().len(), 2);
}

/// A body that always has more to do, and gives way only because its budget is used up.
#[tokio::test]
async fn a_body_that_uses_up_its_budget_meets_its_deadline() {
    let give_up = Instant::now() + Duration::from_secs(5);
    let end = job(&Log::default())
        .deadline(Duration::from_millis(5))
        .run(async |job| {
            while Instant::now() < give_up {
                tokio::task::consume_budget().await;
            }
            Ok(job.start().finish().exit())
        })
        .await;
    assert_eq!(told_as(&end), "told Failed: timeout 5ms");
}

//! When a wait asks, and how it ends.

use std::{
    cell::Cell,
    future::{pending, ready},
    time::Duration,
};

use endstate::topic::{Hub, WaitError, named};
use tokio::time::{Instant, sleep};

use crate::board::{Board, Event, LONG, Projects, once};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn it_asks_at_once() {
    let hub = Projects::new();
    let mut project = hub.subscribe(1);
    let began = Instant::now();
    project.wait_until(LONG, async || true).await.unwrap();
    assert_eq!(began.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn it_asks_again_after_an_event_and_gives_the_value() {
    let (hub, board) = (Projects::new(), Board::default());
    let mut project = hub.subscribe(1);
    let respond = async {
        sleep(SECOND).await;
        board.write(42);
        hub.announce(&1, Event::Answered);
    };
    let began = Instant::now();
    let waits = project.wait_until(LONG, async || Ok(board.answer().await?));
    let (answer, ()) = tokio::join!(waits, respond);
    assert_eq!(answer.unwrap(), 42);
    assert_eq!(began.elapsed(), SECOND);
}

#[tokio::test(start_paused = true)]
async fn an_event_for_something_else_ends_nothing() {
    let (hub, checks) = (Projects::new(), Cell::new(0));
    let mut project = hub.subscribe(1);
    let respond = async {
        for _ in 0..3 {
            sleep(SECOND).await;
            hub.announce(&1, Event::Asked);
        }
    };
    let waits = project.wait_until(LONG, || {
        checks.set(checks.get() + 1);
        ready(checks.get() == 4)
    });
    let (waited, ()) = tokio::join!(waits, respond);
    waited.unwrap();
    assert_eq!(checks.get(), 4);
}

#[tokio::test(start_paused = true)]
async fn what_happens_during_a_check_is_a_reason_to_check_again() {
    let (hub, checks) = (Projects::new(), Cell::new(0));
    let mut project = hub.subscribe(1);
    let began = Instant::now();
    project
        .wait_until(LONG, || {
            checks.set(checks.get() + 1);
            hub.announce(&1, Event::Answered);
            ready(checks.get() == 2)
        })
        .await
        .unwrap();
    assert_eq!(began.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn without_events_it_asks_at_every_fallback_tick() {
    let hub: Projects = named("silent").recheck_every(SECOND).hub();
    let (mut project, board) = (hub.subscribe(1), Board::default());
    let forgets_to_announce = async {
        sleep(SECOND * 3 / 2).await;
        board.write(1);
    };
    let began = Instant::now();
    let waits = project.wait_until(LONG, async || board.read());
    let (answer, ()) = tokio::join!(waits, forgets_to_announce);
    assert_eq!(answer.unwrap(), 1);
    assert_eq!(began.elapsed(), SECOND * 2);
}

#[tokio::test(start_paused = true)]
async fn a_short_wait_asks_again_at_half_of_its_time() {
    let (hub, board) = (Projects::new(), Board::default());
    let mut project = hub.subscribe(1);
    let began = Instant::now();
    let forgets_to_announce = async { board.write(1) };
    let waits = project.wait_until(SECOND, async || board.read());
    let (answer, ()) = tokio::join!(waits, forgets_to_announce);
    assert_eq!(answer.unwrap(), 1);
    assert_eq!(began.elapsed(), SECOND / 2);
}

/// A timer has no finer grain than a millisecond.
#[tokio::test(start_paused = true)]
async fn a_tick_of_zero_asks_every_millisecond() {
    let hub: Projects = named("restless").recheck_every(Duration::ZERO).hub();
    let mut project = hub.subscribe(1);
    let mut checks = 0;
    let within = Duration::from_millis(10);
    let waited = project.wait_until(within, || {
        checks += 1;
        ready(false)
    });
    assert!(waited.await.is_err());
    assert_eq!(checks, 10);
}

#[tokio::test(start_paused = true)]
async fn its_time_is_up_and_it_says_what_it_saw() {
    let hub: Projects = named("projects").recheck_every(SECOND).hub();
    let mut project = hub.subscribe(1);
    let silent = project.wait_until(SECOND * 4, async || false).await;
    assert_eq!(
        silent.unwrap_err().to_string(),
        "hub `projects`: what was waited for did not come within 4s (checks: 4; no event came)"
    );

    let began = Instant::now();
    let distract = async {
        sleep(SECOND / 2).await;
        hub.announce(&1, Event::Asked);
    };
    let waits = project.wait_until(SECOND * 4, async || Ok(None::<u32>));
    let (waited, ()) = tokio::join!(waits, distract);
    assert_eq!(began.elapsed(), SECOND * 4);
    let Err(WaitError::TimedOut(timed_out)) = waited else {
        panic!("nobody answered")
    };
    assert_eq!(timed_out.hub, "projects");
    assert_eq!(timed_out.after, SECOND * 4);
    assert_eq!(timed_out.last_event, Some(SECOND * 7 / 2));
    assert!(!timed_out.in_check);
}

#[tokio::test(start_paused = true)]
async fn a_predicate_that_hangs_is_cut_off_and_named() {
    let hub: Projects = named("projects").hub();
    let mut project = hub.subscribe(1);
    let began = Instant::now();
    let waited = project.wait_until(SECOND * 20, pending::<bool>).await;
    assert_eq!(began.elapsed(), SECOND * 20);
    assert_eq!(
        waited.unwrap_err().to_string(),
        "hub `projects`: the predicate did not answer within 20s (checks: 1; no event came)"
    );
}

#[tokio::test(start_paused = true)]
async fn an_event_that_came_in_time_is_looked_at_although_the_time_is_up() {
    let (hub, board) = (Projects::new(), Board::default());
    let mut project = hub.subscribe(1);
    let mut waits = project.wait_until(SECOND, async || board.read());
    assert!(once(&mut waits).await.is_pending());
    board.write(1);
    hub.announce(&1, Event::Answered);
    // The task is busy elsewhere until long after.
    tokio::time::advance(SECOND * 5).await;
    assert_eq!(waits.await.unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_time_of_zero_asks_once() {
    let hub = Projects::new();
    let mut project = hub.subscribe(1);
    let checks = Cell::new(0);
    let mut look = async |holds: bool| {
        let asked = || {
            checks.set(checks.get() + 1);
            ready(holds)
        };
        project.wait_until(Duration::ZERO, asked).await.is_ok()
    };
    assert!(look(true).await);
    assert!(!look(false).await);
    assert_eq!(checks.get(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_time_without_end_is_no_mistake() {
    let hub = Projects::new();
    let mut project = hub.subscribe(1);
    let respond = async { hub.announce(&1, Event::Answered) };
    let mut checks = 0;
    let waits = project.wait_until(Duration::MAX, || {
        checks += 1;
        ready(checks == 2)
    });
    let (waited, told) = tokio::join!(waits, respond);
    waited.unwrap();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn an_error_of_the_predicate_ends_it() {
    let hub = Projects::new();
    let mut project = hub.subscribe(1);
    let waited = project
        .wait_until(LONG, async || {
            let answer: u32 = "no number".parse()?;
            Ok(answer == 42)
        })
        .await;
    let error = waited.unwrap_err();
    assert!(matches!(error, WaitError::Predicate(_)));
    assert_eq!(error.to_string(), "invalid digit found in string");
}

/// In real time: paused time stands still for a task that is never idle.
#[tokio::test]
async fn a_flood_of_events_keeps_neither_the_time_out_nor_other_tasks_waiting() {
    let hub = Projects::new();
    let mut project = hub.subscribe(1);
    let mut floods = project.wait_until(Duration::from_millis(20), || {
        hub.announce(&1, Event::Asked);
        ready(false)
    });
    assert!(once(&mut floods).await.is_pending());
    assert!(matches!(floods.await, Err(WaitError::TimedOut(_))));
}

/// Its place among the waiting belongs to somebody else by the time it is dropped.
#[tokio::test]
async fn a_wait_that_is_dropped_late_takes_no_other_along() {
    let hub: Hub<u64, Event> = Hub::new();
    let board = Board::default();
    let (mut first, mut second) = (hub.subscribe(1), hub.subscribe(1));
    let mut drops = first.wait_until(LONG, async || false);
    assert!(once(&mut drops).await.is_pending());
    hub.announce(&1, Event::Asked);
    let waits = async {
        let mut waits = second.wait_until(LONG, async || board.read());
        assert!(once(&mut waits).await.is_pending());
        drop(drops);
        waits.await
    };
    let respond = async {
        board.write(7);
        hub.announce(&1, Event::Answered);
    };
    let (answer, ()) = tokio::join!(waits, respond);
    assert_eq!(answer.unwrap(), 7);
}

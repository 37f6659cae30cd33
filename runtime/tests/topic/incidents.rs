//! Defects that were met in other systems, each as what they would be here.
#![expect(
    clippy::disallowed_methods,
    reason = "many threads at once, of which none is a lifecycle"
)]

use std::{
    future::ready,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use endstate::{
    BoxError,
    topic::{Hub, Received, WaitError, named},
};
use tokio::time::{Instant, sleep};

use crate::board::{Board, Event, LONG, Projects, once};

/// A follow-up question was written, then its writer subscribed; the user had answered in between, and it waited for ever.
#[tokio::test(start_paused = true)]
async fn the_user_answers_before_the_wait_begins() {
    let (hub, board) = (Projects::new(), Board::default());
    let began = Instant::now();
    let mut project = hub.subscribe(617);
    let asked = project
        .publish(async |asking| {
            let number = board.ask(asking).await?;
            // Faster than any wait could begin.
            board.write(number);
            hub.announce(&617, Event::Answered);
            Ok::<_, BoxError>(())
        })
        .await;
    asked.unwrap();
    let answer = project.wait_until(LONG, async || Ok(board.answer().await?));
    assert_eq!(answer.await.unwrap(), 1);
    assert_eq!(began.elapsed(), Duration::ZERO);
}

/// A state was checked, then the wait registered; the event in the gap was lost.
#[tokio::test(start_paused = true)]
async fn an_event_between_the_check_and_the_registration_is_not_lost() {
    let (hub, board) = (Projects::new(), Board::default());
    let mut project = hub.subscribe(1);
    let began = Instant::now();
    let waits = project.wait_until(LONG, async || {
        let answer = board.read();
        // After the check, before anybody could wait.
        board.write(1);
        hub.announce(&1, Event::Answered);
        answer
    });
    assert_eq!(waits.await.unwrap(), 1);
    assert_eq!(began.elapsed(), Duration::ZERO);
}

/// The same gap, between real threads: 4 rounds of 128 who ask and 128 who answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_ask_while_others_answer_nobody_waits_for_a_tick() {
    let hub: Hub<usize, ()> = named("stress").recheck_every(LONG).hub();
    let answers: Arc<[AtomicU64]> = (0..128).map(|_| AtomicU64::new(0)).collect();
    for round in 1..=4 {
        let mut tasks = Vec::new();
        for key in 0..answers.len() {
            let (asks_on, truth) = (hub.clone(), Arc::clone(&answers));
            tasks.push(tokio::spawn(async move {
                let mut question = asks_on.subscribe(key);
                let is_answered = || ready(truth[key].load(Ordering::Relaxed) == round);
                question.wait_until(LONG, is_answered).await.is_ok()
            }));
            let (answers_on, truth) = (hub.clone(), Arc::clone(&answers));
            tasks.push(tokio::spawn(async move {
                truth[key].store(round, Ordering::Relaxed);
                answers_on.announce(&key, ());
                true
            }));
        }
        for task in tasks {
            // A lost wake-up would be found half an hour later, at half of the wait's time.
            let joined = tokio::time::timeout(Duration::from_secs(20), task).await;
            assert!(joined.expect("a wake-up was lost").unwrap());
        }
    }
    assert_eq!(hub.topics(), 0);
}

/// The source of the notifications lost its connection in silence, and a worker was stuck for ever.
#[tokio::test(start_paused = true)]
async fn when_the_source_comes_back_every_wait_looks_again() {
    let hub: Projects = named("listener").recheck_every(LONG).hub();
    let board = Board::default();
    let (mut first, mut second) = (hub.subscribe(1), hub.subscribe(2));
    let began = Instant::now();
    let reconnects = async {
        board.write(1);
        // The notification is lost with the connection.
        sleep(Duration::from_secs(3)).await;
        hub.wake_all();
    };
    let (first, second, ()) = tokio::join!(
        first.wait_until(LONG, async || board.read()),
        second.wait_until(LONG, async || board.read()),
        async {
            // Both wait by now.
            tokio::task::yield_now().await;
            reconnects.await;
        },
    );
    assert_eq!((first.unwrap(), second.unwrap()), (1, 1));
    assert_eq!(began.elapsed(), Duration::from_secs(3));
}

/// A reconnection was announced before it was one: whoever looked then found nothing, and did not look again.
#[tokio::test(start_paused = true)]
async fn no_wait_is_stuck_for_longer_than_the_fallback_tick() {
    let tick = Duration::from_secs(5);
    let hub: Projects = named("listener").recheck_every(tick).hub();
    let (mut project, board) = (hub.subscribe(1), Board::default());
    let began = Instant::now();
    let too_early = async {
        hub.wake_all();
        tokio::task::yield_now().await;
        board.write(1);
    };
    let waits = project.wait_until(LONG, async || board.read());
    let (answer, ()) = tokio::join!(waits, too_early);
    assert_eq!(answer.unwrap(), 1);
    assert!(began.elapsed() <= tick);
}

/// Files were scanned, then their changes subscribed to: what changed meanwhile was never loaded.
#[tokio::test]
async fn what_comes_while_the_state_is_read_comes_after_it() {
    let hub = Projects::new();
    let mut changes = hub.subscribe(1);
    // The scan, during which a file appears that it does not see.
    tokio::task::yield_now().await;
    hub.announce(&1, Event::Number(7));
    let next = changes.next(LONG).await;
    assert_eq!(next, Ok(Received::Event(Event::Number(7))));
}

/// A receiver that was resubscribed saw the future only.
#[tokio::test(start_paused = true)]
async fn whoever_subscribes_anew_asks_what_it_has_missed() {
    let (hub, board) = (Projects::new(), Board::default());
    drop(hub.subscribe(1));
    board.write(1);
    hub.announce(&1, Event::Answered);
    let began = Instant::now();
    let mut anew = hub.subscribe(1);
    let answer = anew.wait_until(LONG, async || board.read()).await;
    assert_eq!(answer.unwrap(), 1);
    assert_eq!(began.elapsed(), Duration::ZERO);
}

/// A message was sent before its receiver subscribed, and nobody was told.
#[test]
fn an_announcement_that_nobody_hears_says_so() {
    assert_eq!(Projects::new().announce(&1, Event::Answered), 0);
}

/// A wait timed out and was begun again: the late arrival of the first was taken for that of the second.
#[tokio::test(start_paused = true)]
async fn an_event_of_an_earlier_question_is_no_answer_to_the_next() {
    let (hub, board) = (Projects::new(), Board::default());
    let mut project = hub.subscribe(1);
    let within = Duration::from_secs(2);
    let is = |question| {
        let board = &board;
        move || async move { Ok(board.answer().await? == Some(question)) }
    };
    let first = project.wait_until(within, is(1)).await;
    assert!(matches!(first, Err(WaitError::TimedOut(_))));
    // The answer to the first comes, while nobody waits and then while the second wait does.
    board.write(1);
    hub.announce(&1, Event::Answered);
    let mut second = project.wait_until(within, is(2));
    assert!(once(&mut second).await.is_pending());
    hub.announce(&1, Event::Answered);
    assert!(matches!(second.await, Err(WaitError::TimedOut(_))));
}

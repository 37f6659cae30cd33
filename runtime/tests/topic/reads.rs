//! Live updates: each event once and in order, or the number of those that were missed.

use std::{num::NonZeroUsize, time::Duration};

use endstate::topic::{Received, named};
use proptest::prelude::*;
use tokio::time::Instant;

use crate::board::{Event, LONG, Projects, once};

fn small(buffer: usize) -> Projects {
    let buffer = NonZeroUsize::new(buffer).expect("a buffer is not 0");
    named("updates").buffer(buffer).hub()
}

#[tokio::test]
async fn events_come_once_and_in_order() {
    let hub = small(4);
    let mut reads = hub.subscribe(1);
    for n in 0..3 {
        hub.announce(&1, Event::Number(n));
    }
    for n in 0..3 {
        let next = reads.next(LONG).await;
        assert_eq!(next, Ok(Received::Event(Event::Number(n))));
    }
    assert!(reads.next(Duration::ZERO).await.is_err());
}

#[tokio::test]
async fn a_slow_reader_is_told_how_many_it_missed_and_goes_on_with_the_rest() {
    let hub = small(2);
    let mut reads = hub.subscribe(1);
    for n in 0..5 {
        hub.announce(&1, Event::Number(n));
    }
    assert_eq!(reads.next(LONG).await, Ok(Received::Missed(Some(3))));
    for n in 3..5 {
        let next = reads.next(LONG).await;
        assert_eq!(next, Ok(Received::Event(Event::Number(n))));
    }
}

#[tokio::test]
async fn a_slow_subscriber_slows_neither_announcers_nor_other_readers() {
    let hub = small(2);
    let slow = hub.subscribe(1);
    let mut reads = hub.subscribe(1);
    for n in 0..100 {
        // Plain code: it cannot wait for the slow one.
        assert_eq!(hub.announce(&1, Event::Number(n)), 2);
        let next = reads.next(LONG).await;
        assert_eq!(next, Ok(Received::Event(Event::Number(n))));
    }
    drop(slow);
}

#[tokio::test]
async fn after_an_interruption_of_the_source_a_reader_reads_anew_once() {
    let hub = small(4);
    let mut reads = hub.subscribe(1);
    hub.wake_all();
    hub.announce(&1, Event::Answered);
    assert_eq!(reads.next(LONG).await, Ok(Received::Missed(None)));
    let next = reads.next(LONG).await;
    assert_eq!(next, Ok(Received::Event(Event::Answered)));
}

#[tokio::test(start_paused = true)]
async fn its_time_is_up() {
    let hub = small(1);
    let mut reads = hub.subscribe(1);
    let began = Instant::now();
    let within = Duration::from_secs(3);
    let timed_out = reads.next(within).await.unwrap_err();
    assert_eq!(began.elapsed(), within);
    assert_eq!(timed_out.to_string(), "hub `updates`: no event within 3s");
}

#[tokio::test]
async fn a_read_that_is_dropped_has_taken_nothing() {
    let hub = small(2);
    let mut reads = hub.subscribe(1);
    assert!(once(&mut Box::pin(reads.next(LONG))).await.is_pending());
    hub.announce(&1, Event::Answered);
    let next = reads.next(LONG).await;
    assert_eq!(next, Ok(Received::Event(Event::Answered)));
}

#[tokio::test]
async fn waiting_takes_no_event_away() {
    let hub = small(2);
    let mut both = hub.subscribe(1);
    let mut checks = 0;
    let waits = both.wait_until(LONG, || {
        checks += 1;
        std::future::ready(checks > 1)
    });
    let announce = async { hub.announce(&1, Event::Answered) };
    let (waited, _) = tokio::join!(waits, announce);
    waited.unwrap();
    let next = both.next(LONG).await;
    assert_eq!(next, Ok(Received::Event(Event::Answered)));
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Announce,
    Interrupt,
    Read(usize),
    Join,
    Leave(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Announce),
        1 => Just(Step::Interrupt),
        4 => any::<usize>().prop_map(Step::Read),
        1 => Just(Step::Join),
        1 => any::<usize>().prop_map(Step::Leave),
    ];
    proptest::collection::vec(step, 0..60)
}

/// What a reader is to get next, by the whole history.
struct Expected {
    next: u32,
    interrupted: bool,
}

impl Expected {
    fn read(&mut self, announced: u32, buffer: u32) -> Option<Received<Event>> {
        let oldest = announced.saturating_sub(buffer);
        if std::mem::take(&mut self.interrupted) {
            return Some(Received::Missed(None));
        }
        if self.next < oldest {
            let lag = oldest - std::mem::replace(&mut self.next, oldest);
            return Some(Received::Missed(Some(lag.into())));
        }
        (self.next < announced).then(|| {
            self.next += 1;
            Received::Event(Event::Number(self.next - 1))
        })
    }
}

proptest! {
    #[test]
    fn every_reader_gets_what_the_history_says(steps in steps(), buffer in 1_u32..5) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let hub = small(buffer as usize);
            // Keeps the topic, and with it its history.
            let _stays = hub.subscribe(1);
            let mut announced = 0;
            let mut readers = Vec::new();
            for step in steps {
                match step {
                    Step::Announce => {
                        let told = hub.announce(&1, Event::Number(announced));
                        prop_assert_eq!(told, readers.len() + 1);
                        announced += 1;
                    }
                    Step::Interrupt => {
                        hub.wake_all();
                        for (_, expected) in &mut readers {
                            let Expected { interrupted, .. } = expected;
                            *interrupted = true;
                        }
                    }
                    Step::Join => {
                        let expected = Expected { next: announced, interrupted: false };
                        readers.push((hub.subscribe(1), expected));
                    }
                    Step::Leave(at) if !readers.is_empty() => {
                        let at = at % readers.len();
                        drop(readers.swap_remove(at));
                    }
                    Step::Read(at) if !readers.is_empty() => {
                        let at = at % readers.len();
                        let (reader, expected) = &mut readers[at];
                        let got = reader.next(Duration::ZERO).await.ok();
                        prop_assert_eq!(got, expected.read(announced, buffer));
                    }
                    Step::Leave(_) | Step::Read(_) => {}
                }
            }
            Ok(())
        })?;
    }
}

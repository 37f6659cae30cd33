//! Two slots for agents, and users who are asked something in the middle of a run.
//!
//! Most answer within minutes. Some close the laptop. What is counted is the time that slots are held and nobody works in them, on
//! tokio's paused clock: a day takes no time, and its minutes are exact.

mod after;
mod before;
mod day;
mod session;

use std::{num::NonZeroUsize, time::Duration};

use endstate::BoxError;

pub use self::day::SLOT_MINUTES_HELD;

use self::day::spend;
use crate::{
    dice::Dice,
    experiment::{Progress, Setting},
    measure::Measured,
    saga::{Saga, Version},
};

/// How many agents may run at once: what the paper's platform had.
const SLOTS: NonZeroUsize = NonZeroUsize::new(2).unwrap();

/// What happens in a run.
#[derive(Debug, Clone, Copy)]
struct Visit {
    /// When it is launched, from the beginning of the day.
    at: Duration,
    /// How long the agent thinks before it asks, and after it was answered.
    thinks: [Duration; 2],
    /// How long the user takes to answer, if asked at all.
    answers_after: Option<Duration>,
    /// What breaks the run.
    breaks: Option<Break>,
}

#[derive(Debug, Clone, Copy)]
enum Break {
    Error,
    Panic,
}

/// Lets each version have the same day, and adds up what its slots were held for.
///
/// # Errors
///
/// The experiment itself failed.
pub fn measure(
    setting: &Setting,
    version: Version,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    let visits = plan(setting.seed, setting.runs);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()?;
    runtime.block_on(async {
        match version {
            Version::Plain => spend(visits, before::Agents::new(), progress).await,
            Version::Endstate => spend(visits, after::Agents::new(), progress).await,
        }
    })
}

fn plan(seed: u64, runs: u32) -> Vec<Visit> {
    let mut dice = Dice::new(seed, Saga::UnscopedLock);
    let mut at = Duration::ZERO;
    let mut visit = || {
        at += dice.minutes(2..=14);
        let answers_after = dice.one_of(&[
            (12, None),
            // At the desk.
            (7, Some(1..=5)),
            // The laptop is closed: a meeting, lunch, the way home.
            (1, Some(30..=180)),
        ]);
        Visit {
            at,
            thinks: [dice.minutes(1..=3), dice.minutes(1..=3)],
            answers_after: answers_after.map(|minutes| dice.minutes(minutes)),
            breaks: dice.one_of(&[(18, None), (1, Some(Break::Error)), (1, Some(Break::Panic))]),
        }
    };
    (0..runs).map(|_| visit()).collect()
}

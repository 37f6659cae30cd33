//! How many lifecycles began, and how they ended.

use std::{collections::BTreeMap, fmt};

use tokio::sync::watch;

use crate::{
    client::ConnectionEnd,
    session::{Cancelled, SessionEnd, TimedOut},
};

/// The terminal state of a lifecycle, and why it ended there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// The name of the state.
    pub state: &'static str,
    /// What the state tells of the cause.
    pub why: String,
}

impl From<&ConnectionEnd> for Outcome {
    fn from(end: &ConnectionEnd) -> Self {
        match end {
            ConnectionEnd::Closed(closed) => Self::new("Closed", &closed.why),
        }
    }
}

/// Every way in which a session can end. Give the enum one more terminal state, and this does not compile.
impl From<&SessionEnd> for Outcome {
    fn from(end: &SessionEnd) -> Self {
        match end {
            SessionEnd::Finished(finished) => {
                let why = format!("{} messages sent back, and a goodbye", finished.echoed);
                Self::new("Finished", &why)
            }
            SessionEnd::TurnedAway(_) => Self::new("TurnedAway", "found no place in time"),
            SessionEnd::Lost(lost) => Self::new("Lost", &lost.why),
            SessionEnd::TimedOut(TimedOut) => Self::new("TimedOut", "not over at its deadline"),
            SessionEnd::Crashed(crashed) => Self::new("Crashed", &crashed.why),
            SessionEnd::Cancelled(Cancelled) => Self::new("Cancelled", "the server shut down"),
        }
    }
}

impl Outcome {
    fn new(state: &'static str, why: &str) -> Self {
        let why = why.into();
        Self { state, why }
    }
}

/// Counts from many tasks at once, and can be waited for. A clone is the same tally.
#[derive(Debug, Clone, Default)]
pub struct Tally(watch::Sender<Counts>);

impl Tally {
    /// One more lifecycle began.
    pub fn begin(&self) {
        self.0.send_modify(|counts| counts.begun += 1);
    }

    /// One more lifecycle ended.
    pub fn end(&self, end: impl Into<Outcome>) {
        let outcome = end.into();
        self.0
            .send_modify(|counts| *counts.ended.entry(outcome).or_default() += 1);
    }

    /// Waits until so many have ended.
    pub async fn ended(&self, count: usize) {
        let enough = |counts: &Counts| counts.sum() >= count;
        // It cannot fail: the sender lives in `self`.
        let _ = self.0.subscribe().wait_for(enough).await;
    }

    /// The counts as they are now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.0.borrow().clone()
    }
}

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many lifecycles began.
    pub begun: usize,
    /// How many ended in which way.
    pub ended: BTreeMap<Outcome, usize>,
}

impl Counts {
    /// How many ended.
    #[must_use]
    pub fn sum(&self) -> usize {
        self.ended.values().sum()
    }

    /// How many ended in the state of this name.
    #[must_use]
    pub fn in_state(&self, state: &str) -> usize {
        let ended = self.ended.iter();
        ended
            .filter(|(outcome, _)| outcome.state == state)
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether as many ended as began.
    #[must_use]
    pub fn add_up(&self) -> bool {
        self.sum() == self.begun
    }
}

/// A table, the most frequent ending first.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ended: Vec<_> = self.ended.iter().collect();
        ended.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        writeln!(f, "  count  ended in    why")?;
        for (Outcome { state, why }, count) in ended {
            writeln!(f, "  {count:>5}  {state:<10}  {why}")?;
        }
        writeln!(f, "  -----")?;
        writeln!(
            f,
            "  {:>5}  ended, of {} that began",
            self.sum(),
            self.begun
        )
    }
}

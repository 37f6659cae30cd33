//! What is measured.

use std::time::Duration;

/// So much work, by so many workers at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Load {
    pub(crate) work: Work,
    /// Tasks of the runtime, each with work of its own in hand.
    pub(crate) workers: usize,
    /// How many transitions or jobs, of all workers together.
    pub(crate) count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Each worker moves a row of its own, which it has claimed, to and fro between two states. A commit each.
    Transitions,
    /// The rows are there; the workers claim and finish one after another, and do nothing with it, until none is left.
    Jobs,
}

pub(crate) const LOADS: [Load; 6] = [
    Load::new(Work::Transitions, 1),
    Load::new(Work::Transitions, 4),
    Load::new(Work::Transitions, 16),
    Load::new(Work::Jobs, 1),
    Load::new(Work::Jobs, 4),
    Load::new(Work::Jobs, 16),
];

impl Load {
    const fn new(work: Work, workers: usize) -> Self {
        Self {
            work,
            workers,
            // Divisible by every number of workers; a second or so for each measurement.
            count: 1_600,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self.work {
            Work::Transitions => "transitions",
            Work::Jobs => "jobs",
        }
    }

    pub(crate) fn per_worker(self) -> usize {
        self.count / self.workers
    }

    /// A tenth of it, or so.
    pub(crate) fn quick(self) -> Self {
        Self { count: 320, ..self }
    }

    /// How many in a second.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(crate) fn rate(self, took: Duration) -> f64 {
        self.count as f64 / took.as_secs_f64()
    }
}

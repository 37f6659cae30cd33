//! What strikes a project, and where.

use std::{io, sync::Arc};

use tokio::sync::watch;

use crate::{dice::Dice, saga::Saga};

/// Where something can strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// While the workspace is prepared.
    Preparing,
    /// While the agent works in it.
    Working,
}

/// What strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An error is returned.
    Error,
    /// The task panics.
    Panic,
    /// The step takes so long that its process ends meanwhile.
    End,
}

/// What strikes a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    step: Step,
    /// What it is.
    pub(super) kind: Kind,
}

/// What strikes each of the projects.
pub(super) fn plan(seed: u64, runs: u32) -> Vec<Option<Fault>> {
    let mut dice = Dice::new(seed, Saga::UnsupervisedTask);
    let mut fault = || {
        let kind = dice.one_of(&[
            (14, None),
            (2, Some(Kind::Error)),
            (2, Some(Kind::Panic)),
            (2, Some(Kind::End)),
        ])?;
        let step = dice.one_of(&[(1, Step::Preparing), (1, Step::Working)]);
        Some(Fault { step, kind })
    };
    (0..runs).map(|_| fault()).collect()
}

/// Strikes the projects of a process.
#[derive(Debug, Clone)]
pub(super) struct Faults {
    plan: Arc<[Option<Fault>]>,
    /// How many wait for the end of the process.
    doomed: watch::Sender<usize>,
}

impl Faults {
    /// Strikes as planned.
    pub(super) fn new(plan: Vec<Option<Fault>>) -> Self {
        Self {
            plan: plan.into(),
            doomed: watch::Sender::new(0),
        }
    }

    /// Whether this project waits for the end of its process.
    pub(super) fn is_doomed(&self, number: i64) -> bool {
        self.of(number).is_some_and(|fault| fault.kind == Kind::End)
    }

    /// What strikes this project.
    pub(super) fn of(&self, number: i64) -> Option<Fault> {
        *self.plan.get(usize::try_from(number).ok()?)?
    }

    /// Strikes, if it is to strike here.
    ///
    /// # Errors
    ///
    /// That is one way to strike.
    ///
    /// # Panics
    ///
    /// That is another.
    pub(super) async fn strike(&self, number: i64, step: Step) -> io::Result<()> {
        match self.of(number).filter(|fault| fault.step == step) {
            None => Ok(()),
            Some(Fault { kind, .. }) => match kind {
                Kind::Error => Err(io::ErrorKind::StorageFull.into()),
                // Part of the count, and nothing to print: this passes the hook by.
                Kind::Panic => std::panic::resume_unwind(Box::new("index out of bounds")),
                Kind::End => {
                    self.doomed.send_modify(|doomed| *doomed += 1);
                    std::future::pending().await
                }
            },
        }
    }

    /// Until so many wait for the end of the process.
    pub(super) async fn until_doomed(&self, projects: usize) {
        let mut doomed = self.doomed.subscribe();
        // The sender is ours, so that it is there.
        let _ = doomed.wait_for(|&doomed| doomed == projects).await;
    }
}

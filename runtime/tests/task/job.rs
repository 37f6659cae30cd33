//! The lifecycle that the children run.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use endstate::{Abandoned, BoxError, Exit, Lifecycle, scope::InitialScope};

/// One piece of work.
#[derive(Lifecycle)]
#[lifecycle(handle = Job, fixpoint = Failed, cancelled = Cancelled, panicked = Crashed)]
pub(crate) enum JobState {
    #[lifecycle(initial, to(Done))]
    Working,
    #[lifecycle(terminal)]
    Done,
    #[lifecycle(terminal)]
    Failed(String),
    #[lifecycle(terminal)]
    Cancelled,
    #[lifecycle(terminal)]
    Crashed(String),
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Failed(abandoned.to_string())
    }
}

impl From<Abandoned> for Crashed {
    fn from(abandoned: Abandoned) -> Self {
        Crashed(abandoned.to_string())
    }
}

impl Job<Working> {
    pub(crate) fn done(self) -> Job<Done> {
        self.to(Done)
    }
}

pub(crate) fn job() -> InitialScope<Job<Working>, ()> {
    Job::scope(Working)
}

/// A body that ends only when somebody ends it.
pub(crate) async fn endless(_: Job<Working>) -> Result<Exit<JobState>, BoxError> {
    std::future::pending().await
}

/// Counts the ends that observers were told.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<AtomicUsize>);

impl Told {
    pub(crate) fn one(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

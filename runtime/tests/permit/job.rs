//! Limiters, and the lifecycle that holds their permits.

use std::{num::NonZeroUsize, time::Duration};

use endstate::{
    Abandoned, Lifecycle,
    permit::{Limiter, named},
};

pub(crate) const HOLD_LIMIT: Duration = Duration::from_secs(60);
pub(crate) const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) fn of(capacity: usize) -> Limiter {
    named("test")
        .hold_limit(HOLD_LIMIT)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .limiter(NonZeroUsize::new(capacity).expect("a capacity"))
}

/// In flight, and waiting.
pub(crate) fn load(limiter: &Limiter) -> (usize, usize) {
    let status = limiter.status();
    (status.in_flight, status.waiting)
}

/// Polls everybody else until they wait for something.
pub(crate) async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[derive(Lifecycle)]
#[lifecycle(handle = Run, fixpoint = Failed)]
pub(crate) enum RunState {
    #[lifecycle(initial, to(Finished))]
    Working,
    #[lifecycle(terminal)]
    Finished,
    #[lifecycle(terminal)]
    Failed(String),
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Failed(abandoned.to_string())
    }
}

impl Run<Working> {
    pub(crate) fn finished(self) -> Run<Finished> {
        self.to(Finished)
    }
}

//! The version with endstate: a limiter, whose permit cannot be held across a wait that nothing bounds.

use std::time::Duration;

use endstate::{
    BoxError,
    permit::{self, Limiter},
};
use tokio::time::Instant;

use super::{SLOTS, day, session::Session};

#[derive(Clone)]
pub(super) struct Agents {
    limiter: Limiter,
}

impl Agents {
    pub(super) fn new() -> Self {
        // At the busiest hour of the day a run may queue for as long as this, and none works for as long.
        let long = Duration::from_mins(30);
        let settings = permit::named("agents")
            .acquire_timeout(long)
            .hold_limit(long);
        Self {
            limiter: settings.limiter(SLOTS),
        }
    }
}

impl day::Agents for Agents {
    async fn run(&self, session: Session) -> Result<Instant, BoxError> {
        let slot = self.limiter.acquire().await?;
        let began = Instant::now();
        let (slot, thought) = slot.bounded(session.think()).await;
        thought??;
        // The one place where a wait may take as long as it likes. Without the release before it this does not compile.
        let released = slot.release_before_wait();
        session.ask_user().await;
        let slot = released.reacquire().await?;
        let (_slot, written) = slot.bounded(session.write()).await;
        written?;
        Ok(began)
    }

    fn held(&self) -> usize {
        self.limiter.status().in_flight
    }
}

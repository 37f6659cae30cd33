//! The plain version: a semaphore, and a guard that lives to the end of the function.
//!
//! The same mistake with endstate does not compile: `ui-tests/tests/ui/permit/held-in-a-task.rs`.

use std::sync::Arc;

use endstate::BoxError;
use tokio::time::Instant;

use super::{SLOTS, day, session::Session};

#[expect(
    clippy::disallowed_types,
    reason = "the mistake that this version is there to show"
)]
type Slots = tokio::sync::Semaphore;

#[derive(Clone)]
pub(super) struct Agents {
    slots: Arc<Slots>,
}

impl Agents {
    pub(super) fn new() -> Self {
        Self {
            slots: Arc::new(Slots::new(SLOTS.get())),
        }
    }
}

impl day::Agents for Agents {
    #[expect(
        clippy::await_holding_invalid_type,
        reason = "the lint sees it here, in a local; in a field it would not"
    )]
    async fn run(&self, session: Session) -> Result<Instant, BoxError> {
        let _slot = self.slots.acquire().await?;
        let began = Instant::now();
        session.think().await?;
        // Came with follow-up questions, a month after the semaphore.
        session.ask_user().await;
        session.write().await;
        Ok(began)
    }

    fn held(&self) -> usize {
        SLOTS.get() - self.slots.available_permits()
    }
}

//! Trying again while the database is away.

use std::time::Duration;

use super::Row;
use crate::{backoff::Backoff, claim::Claim, error::Error};
use endstate::Lifecycle;

/// Another try and another, until the driver has to give up the row.
pub(super) struct Tries<'r> {
    claim: &'r Claim,
    fence: Duration,
    backoff: Backoff,
}

impl<'r> Tries<'r> {
    pub(super) fn new<L: Lifecycle>(row: &'r Row<L>) -> Self {
        Self {
            claim: &row.claim,
            fence: row.store.settings.fence(),
            backoff: Backoff::new(),
        }
    }

    /// Waits before the next try, or gives the error back when there is no time for one.
    pub(super) async fn after(&mut self, error: Error) -> Result<(), Error> {
        if self.claim.lost.is_cancelled()
            || self.claim.renewed().elapsed() + self.backoff.next() > self.fence
        {
            return Err(error);
        }
        self.backoff.pause().await;
        Ok(())
    }
}

//! Trying again while the database is away.

use std::time::Duration;

use endstate::Lifecycle;
use tokio::time::sleep;

use super::Row;
use crate::{claim::Claim, error::Error};

/// Another try and another, until the driver has to give up the row.
pub(super) struct Tries<'r> {
    claim: &'r Claim,
    fence: Duration,
    pause: Duration,
}

impl<'r> Tries<'r> {
    pub(super) fn new<L: Lifecycle>(row: &'r Row<L>) -> Self {
        Self {
            claim: &row.claim,
            fence: row.store.settings.fence(),
            pause: Duration::from_millis(20),
        }
    }

    /// Waits before the next try, or gives the error back when there is no time for one.
    pub(super) async fn after(&mut self, error: Error) -> Result<(), Error> {
        if self.claim.lost.is_cancelled()
            || self.claim.renewed().elapsed() + self.pause > self.fence
        {
            return Err(error);
        }
        sleep(self.pause).await;
        self.pause = (self.pause * 2).min(Duration::from_secs(1));
        Ok(())
    }
}

//! How a store behaves.

use std::time::Duration;

use crate::error::Error;

/// How a store behaves. Open one with it: [`open`](Self::open) for SQLite, [`connect`](Self::connect) for Postgres.
///
/// ```
/// use std::time::Duration;
/// use endstate_store::Settings;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate_store::Error> {
/// # let folder = tempfile::tempdir().unwrap();
/// # let url = format!("sqlite://{}/app.db", folder.path().display());
/// let store = Settings::new()
///     .lease(Duration::from_secs(60))
///     .renew_every(Duration::from_secs(15))
///     .open(&url)
///     .await?;
/// store.shutdown(Duration::from_secs(5)).await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "open a store with it: `.open(url)` or `.connect(url)`"]
pub struct Settings {
    pub(crate) lease: Duration,
    pub(crate) renew_every: Duration,
    pub(crate) fence_after: Option<Duration>,
    pub(crate) grace: Duration,
    pub(crate) sweep_every: Duration,
    pub(crate) attempt_limit: Duration,
    pub(crate) answer_within: Duration,
    pub(crate) transaction_within: Duration,
    pub(crate) recheck_every: Duration,
    pub(crate) stall_limit: Duration,
    pub(crate) connections: u32,
    pub(crate) durability: Durability,
}

/// What of SQLite's commits survives a loss of power. Postgres has a setting of its own for it.
///
/// [`Settings::durability`] has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Durability {
    /// Everything that was acknowledged (`synchronous=FULL`).
    #[default]
    PowerLoss,
    /// Everything that was acknowledged if the process is killed; the last commits may be gone if the power is
    /// (`synchronous=NORMAL`). Several times faster.
    ProcessKill,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(30),
            renew_every: Duration::from_secs(10),
            fence_after: None,
            grace: Duration::from_secs(5),
            sweep_every: Duration::from_secs(5),
            attempt_limit: Duration::from_hours(24),
            answer_within: Duration::from_secs(10),
            transaction_within: Duration::from_secs(5),
            recheck_every: Duration::from_secs(1),
            stall_limit: Duration::from_mins(5),
            connections: 8,
            durability: Durability::default(),
        }
    }
}

impl Settings {
    /// The defaults, as each method says.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long a row stays its driver's without a renewal; 30 s by default.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// How often the leases are renewed; 10 s by default. Three renewals have to fit into a lease.
    pub fn renew_every(mut self, every: Duration) -> Self {
        self.renew_every = every;
        self
    }

    /// How long after the last successful renewal *began* a driver gives up its rows by itself; two thirds of the lease by
    /// default. It has to be less than the lease: so a driver has stopped before anybody else may begin.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn fence_after(mut self, after: Duration) -> Self {
        self.fence_after = Some(after);
        self
    }

    /// How much longer than the lease others wait before they take a row; 5 s by default.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// How often every process looks for rows whose driver died, and for rows past their deadline; 5 s by default, give or take
    /// a fifth.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn sweep_every(mut self, every: Duration) -> Self {
        self.sweep_every = every;
        self
    }

    /// How long one attempt at a row may take, however alive its driver is, where its state has no deadline of its own; 24 h by
    /// default. A guard that leaked is found by it.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn attempt_limit(mut self, limit: Duration) -> Self {
        self.attempt_limit = limit;
        self
    }

    /// How long the database may take for one statement of the store; 10 s by default.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn answer_within(mut self, limit: Duration) -> Self {
        self.answer_within = limit;
        self
    }

    /// How long the caller's own statements in `to_with` may take; 5 s by default. They hold a connection, and in SQLite the
    /// only writer.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn transaction_within(mut self, limit: Duration) -> Self {
        self.transaction_within = limit;
        self
    }

    /// How long a wait goes without looking for itself when nothing wakes it; 1 s by default.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn recheck_every(mut self, every: Duration) -> Self {
        self.recheck_every = every;
        self
    }

    /// How long the runtime that opened the store may stand still before its leases are no longer renewed; 5 min by default.
    /// A runtime that is only busy goes on in time; one that is wedged has to lose its rows.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn stall_limit(mut self, limit: Duration) -> Self {
        self.stall_limit = limit;
        self
    }

    /// How many connections the store opens at most for its callers; 8 by default. Its own few come on top.
    ///
    /// [`durability`](Self::durability) has an example of all settings.
    pub fn connections(mut self, connections: u32) -> Self {
        self.connections = connections;
        self
    }

    /// What of SQLite's commits survives a loss of power; everything by default.
    ///
    /// ```
    /// use std::time::Duration;
    /// use endstate_store::{Durability, Settings};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), endstate_store::Error> {
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let url = format!("sqlite://{}/app.db", folder.path().display());
    /// // Every setting but the two of the lease.
    /// let store = Settings::new()
    ///     .fence_after(Duration::from_secs(20))
    ///     .grace(Duration::from_secs(5))
    ///     .sweep_every(Duration::from_secs(5))
    ///     .attempt_limit(Duration::from_secs(3600))
    ///     .answer_within(Duration::from_secs(10))
    ///     .transaction_within(Duration::from_secs(5))
    ///     .recheck_every(Duration::from_secs(1))
    ///     .stall_limit(Duration::from_secs(300))
    ///     .connections(4)
    ///     .durability(Durability::ProcessKill)
    ///     .open(&url)
    ///     .await?;
    /// store.shutdown(Duration::from_secs(5)).await;
    /// # Ok(())
    /// # }
    /// ```
    pub fn durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    pub(crate) fn fence(&self) -> Duration {
        self.fence_after.unwrap_or(self.lease * 2 / 3)
    }

    pub(crate) fn checked(self) -> Result<Self, Error> {
        let wrong = |problem: String| Err(Error::Settings { problem });
        let Self {
            lease, renew_every, ..
        } = &self;
        if renew_every.is_zero() || *renew_every * 3 > *lease {
            return wrong(format!(
                "a lease of {lease:?} renewed every {renew_every:?} is lost to one slow answer: \
                 three renewals have to fit, so renew at least every {:?}",
                *lease / 3
            ));
        }
        let fence = self.fence();
        if fence <= *renew_every || fence >= *lease {
            return wrong(format!(
                "`fence_after` of {fence:?} has to be more than `renew_every` ({renew_every:?}) and less than `lease` ({lease:?}): \
                 a driver stops between a missed renewal and the moment others may begin"
            ));
        }
        if self.connections == 0 {
            return wrong(
                "a store needs at least one connection: set `connections` to 1 or more".to_owned(),
            );
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lease_without_room_for_three_renewals_is_refused() {
        let settings = Settings::new()
            .lease(Duration::from_secs(2))
            .renew_every(Duration::from_secs(1));
        let problem = settings.checked().unwrap_err().to_string();
        assert!(problem.contains("three renewals have to fit"), "{problem}");
    }

    #[test]
    fn a_fence_that_outlasts_the_lease_is_refused() {
        let settings = Settings::new().fence_after(Duration::from_secs(30));
        let problem = settings.checked().unwrap_err().to_string();
        assert!(problem.contains("less than `lease`"), "{problem}");
    }

    #[test]
    fn the_defaults_are_consistent() {
        assert!(Settings::new().checked().is_ok());
        assert_eq!(Settings::new().fence(), Duration::from_secs(20));
    }
}

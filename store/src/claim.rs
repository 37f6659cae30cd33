//! A claimed row, as this process knows it.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::plan::Plan;

/// A row that this process drives. The keeper renews the leases of those that are in the live registry, and of no others.
pub(crate) struct Claim {
    pub(crate) plan: Arc<Plan>,
    pub(crate) id: Uuid,
    /// The process.
    pub(crate) owner: Uuid,
    /// The fencing token: one more with each claim of the row.
    pub(crate) epoch: i64,
    pub(crate) attempt: i64,
    /// Cancelled when the lease is lost: whoever drives the row has to stop at once.
    pub(crate) lost: CancellationToken,
    /// Cancelled when somebody asks the lifecycle to stop.
    pub(crate) cancel: CancellationToken,
    /// The moment at which the attempt, or the state, has had its time.
    pub(crate) deadline: watch::Sender<Deadline>,
    /// The row is in a terminal or a resting state, and no longer ours.
    settled: AtomicBool,
    /// Counts the transitions that began and that ended: odd while one is under way.
    moves: AtomicU64,
    /// When the last successful renewal began, in milliseconds after `claimed`.
    renewed: AtomicU64,
    claimed: Instant,
}

/// How long a driver has for its state.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) at: tokio::time::Instant,
    pub(crate) after: std::time::Duration,
    /// The place of the state whose own deadline it is.
    pub(crate) of_state: Option<usize>,
}

impl Claim {
    pub(crate) fn new(
        plan: Arc<Plan>,
        id: Uuid,
        owner: Uuid,
        (epoch, attempt): (i64, i64),
        deadline: Deadline,
        asked: Instant,
    ) -> Self {
        Self {
            plan,
            id,
            owner,
            epoch,
            attempt,
            lost: CancellationToken::new(),
            cancel: CancellationToken::new(),
            deadline: watch::Sender::new(deadline),
            settled: AtomicBool::new(false),
            moves: AtomicU64::new(0),
            renewed: AtomicU64::new(0),
            claimed: asked,
        }
    }

    pub(crate) fn is_settled(&self) -> bool {
        self.settled.load(Ordering::Acquire)
    }

    pub(crate) fn settle(&self) {
        self.settled.store(true, Ordering::Release);
    }

    /// A transition begins; it is over when what this gives is dropped, also where its future is.
    pub(crate) fn begin_move(&self) -> Moving<'_> {
        self.moves.fetch_add(1, Ordering::AcqRel);
        Moving { claim: self }
    }

    /// A number that changes with each transition; odd while one is under way.
    pub(crate) fn moves(&self) -> u64 {
        self.moves.load(Ordering::Acquire)
    }

    pub(crate) fn renewed_at(&self, began: Instant) {
        let since = began.saturating_duration_since(self.claimed).as_millis();
        let since = u64::try_from(since).unwrap_or(u64::MAX);
        self.renewed.fetch_max(since, Ordering::AcqRel);
    }

    /// When the last successful renewal began.
    pub(crate) fn renewed(&self) -> Instant {
        self.claimed + std::time::Duration::from_millis(self.renewed.load(Ordering::Acquire))
    }
}

pub(crate) struct Moving<'c> {
    claim: &'c Claim,
}

impl Drop for Moving<'_> {
    fn drop(&mut self) {
        self.claim.moves.fetch_add(1, Ordering::AcqRel);
    }
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim")
            .field("table", &self.plan.table.name)
            .field("id", &self.id)
            .field("epoch", &self.epoch)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

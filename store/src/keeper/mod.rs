//! The keeper: a thread of the store's own, with a runtime and connections of its own.
//!
//! Renewals, recoveries and the last words of dropped drives are here, so that neither a saturated runtime nor an exhausted pool
//! can fake a death, and a runtime that is dropped takes nothing with it.

mod beat;
#[cfg(feature = "sqlite")]
mod incarnation;
mod outbox;
mod sweep;
mod tick;

use std::{
    fmt, io,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use endstate::owned::{self, Registry};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

#[cfg(feature = "sqlite")]
pub(crate) use self::incarnation::Incarnation;
pub(crate) use self::{
    outbox::{Job, Leave, Write, Written},
    tick::{Tick, ticking},
};
use crate::{
    claim::Claim,
    error::Error,
    plan::Plan,
    settings::Settings,
    sql::Pool,
    wake::{Relay, Wakes},
};

/// What the keeper's thread and the store share.
pub(crate) struct Kept {
    pub(crate) owner: Uuid,
    pub(crate) settings: Settings,
    pub(crate) live: Registry<Uuid, Claim>,
    pub(crate) wakes: Wakes,
    /// A claim is over.
    pub(crate) settled: Notify,
    plans: Mutex<Vec<Arc<Plan>>>,
    pub(crate) tick: Arc<Tick>,
    #[cfg(feature = "sqlite")]
    pub(crate) incarnation: Option<Incarnation>,
}

/// The keeper's connections, made on its own runtime.
pub(crate) struct Connections {
    /// For renewals alone.
    pub(crate) beat: Pool,
    pub(crate) work: Pool,
}

/// What a store's thread needs to know of its database.
pub(crate) enum Database {
    #[cfg(feature = "sqlite")]
    Sqlite(Box<sqlx::sqlite::SqliteConnectOptions>),
    #[cfg(feature = "postgres")]
    Postgres(Box<sqlx::postgres::PgConnectOptions>),
}

impl Database {
    fn connections(&self) -> Connections {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(options) => Connections {
                beat: Pool::sqlite_lazily(options, 1),
                work: Pool::sqlite_lazily(options, 1),
            },
            #[cfg(feature = "postgres")]
            Self::Postgres(options) => Connections {
                beat: Pool::postgres_lazily(options, 1),
                work: Pool::postgres_lazily(options, 2),
            },
        }
    }

    async fn relay(self, relay: Relay, shutdown: CancellationToken) {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(options) => relay.sqlite(*options, shutdown).await,
            #[cfg(feature = "postgres")]
            Self::Postgres(options) => relay.postgres(*options, shutdown).await,
        }
    }
}

impl Kept {
    pub(crate) fn new(
        settings: &Settings,
        owner: Uuid,
        #[cfg(feature = "sqlite")] incarnation: Option<Incarnation>,
    ) -> (Arc<Self>, Relay) {
        let (wakes, relay) = Wakes::new(settings.recheck_every);
        let kept = Self {
            owner,
            settings: settings.clone(),
            // A newer claim of the same row takes its place: the older driver has lost it then.
            live: owned::named("driven rows").closing_with(|claim: &Claim| claim.lost.cancel()),
            wakes,
            settled: Notify::new(),
            plans: Mutex::default(),
            tick: Arc::default(),
            #[cfg(feature = "sqlite")]
            incarnation,
        };
        (Arc::new(kept), relay)
    }

    /// A claim is over: those who wait for the last one look again.
    pub(crate) fn settled(&self) {
        self.settled.notify_waiters();
        self.settled.notify_one();
    }

    /// From now on the rows of this lifecycle are swept.
    pub(crate) fn sweeps(&self, plan: &Arc<Plan>) {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if !plans.iter().any(|known| known.of == plan.of) {
            plans.push(Arc::clone(plan));
        }
    }

    fn plans(&self) -> Vec<Arc<Plan>> {
        self.plans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// The way to the keeper's thread.
pub(crate) struct Keeper {
    jobs: mpsc::UnboundedSender<Job>,
    finish: CancellationToken,
    ended: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Keeper {
    pub(crate) fn start(kept: Arc<Kept>, database: Database, relay: Relay) -> Result<Self, Error> {
        let (jobs, queue) = mpsc::unbounded_channel();
        let finish = CancellationToken::new();
        let (end, ended) = oneshot::channel();
        let failed = |error: io::Error| Error::Settings {
            problem: format!("the store's thread cannot be started: {error}"),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let finished = finish.clone();
        thread::Builder::new()
            .name("endstate-store".to_owned())
            .spawn(move || {
                runtime.block_on(keep(kept, database, relay, queue, finished));
                // Whoever shuts down waits for this; it may have gone.
                let _ = end.send(());
            })
            .map_err(failed)?;
        Ok(Self {
            jobs,
            finish,
            ended: Mutex::new(Some(ended)),
        })
    }

    /// Hands a job over. It never waits and never fails: the lease covers what a dead thread would have written.
    pub(crate) fn send(&self, job: Job) {
        let _ = self.jobs.send(job);
    }

    /// Until the thread has written what it was handed.
    pub(crate) async fn join(&self) {
        self.finish.cancel();
        let ended = self
            .ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(ended) = ended {
            let _ = ended.await;
        }
    }
}

async fn keep(
    kept: Arc<Kept>,
    database: Database,
    relay: Relay,
    queue: mpsc::UnboundedReceiver<Job>,
    finish: CancellationToken,
) {
    let connections = database.connections();
    let over = CancellationToken::new();
    let chores = async {
        tokio::join!(
            beat::beats(&kept, &connections.beat),
            beat::fences(&kept),
            sweep::sweeps(&kept, &connections.work),
        )
    };
    let work = async {
        // The outbox ends when the store is gone or shut down; the chores are for as long as it is there.
        tokio::select! {
            () = outbox::writes(&kept, &connections.work, queue, finish) => {}
            _ = chores => {}
        }
        // Now that nothing moves any more: what was moved last is still told.
        over.cancel();
    };
    tokio::join!(work, database.relay(relay, over.clone()));
    let close = async {
        connections.beat.close().await;
        connections.work.close().await;
    };
    let _ = tokio::time::timeout(Duration::from_secs(1), close).await;
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("owner", &self.owner)
            .finish_non_exhaustive()
    }
}

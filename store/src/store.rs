//! The store: one database, and what this process does in it.

use std::{
    any::TypeId,
    collections::HashMap,
    fmt,
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use endstate::{Initial, owned::Registry, permit::Limiter, topic::Subscription};
use tokio::sync::{RwLock, RwLockReadGuard};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Durable, Id,
    answer::{answer, reading},
    claim::Claim,
    error::Error,
    gather::Gathering,
    keeper::{Keeper, Kept},
    plan::Plan,
    schema::{self, Report},
    settings::Settings,
    sql::{Dialect, Pool, Values},
    wake::{Topic, Wakes},
};

/// One database, and what this process does in it. A clone is the same store.
///
/// It renews the leases of the rows that this process drives, recovers those of processes that died, and ends those that outlast
/// their deadlines, on a thread of its own. End it with [`shutdown`](Self::shutdown).
#[derive(Clone)]
pub struct Store {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) pool: Pool,
    pub(crate) settings: Settings,
    /// This process, from now to its end: another one each time it starts.
    pub(crate) owner: Uuid,
    plans: Mutex<HashMap<TypeId, Arc<Plan>>>,
    pub(crate) live: Registry<Uuid, Claim>,
    pub(crate) wakes: Wakes,
    pub(crate) gathering: Gathering,
    pub(crate) keeper: Keeper,
    kept: Arc<Kept>,
    /// No more claims.
    pub(crate) closing: CancellationToken,
    /// The bodies have to stop.
    pub(crate) stopping: CancellationToken,
    /// Held while a row is being claimed: what is claimed is live before a shutdown looks for what is.
    claiming: RwLock<()>,
    /// How many waits may read at once.
    pub(crate) reads: Limiter,
}

impl Store {
    /// Opens the SQLite database of this URL, `sqlite://path/to/app.db`, with the default [`Settings`]; the file is made if it is
    /// not there.
    ///
    /// # Errors
    ///
    /// The file cannot be opened, or the URL is that of a database in memory, which nothing survives, or of Postgres.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer.
    ///
    /// # Cancel safety
    ///
    /// Dropped, nothing is left behind but perhaps an empty database.
    #[cfg(feature = "sqlite")]
    pub async fn open(url: &str) -> Result<Self, Error> {
        Settings::new().open(url).await
    }

    /// Connects to the Postgres database of this URL, `postgres://user@host/name`, with the default [`Settings`].
    ///
    /// # Errors
    ///
    /// The server cannot be reached, or does not let us in, or the URL is one of SQLite.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer and I/O.
    ///
    /// # Cancel safety
    ///
    /// Dropped, nothing is left behind.
    #[cfg(feature = "postgres")]
    pub async fn connect(url: &str) -> Result<Self, Error> {
        Settings::new().connect(url).await
    }

    pub(crate) fn with(pool: Pool, settings: Settings, keeper: Keeper, kept: Arc<Kept>) -> Self {
        let readers = usize::try_from(settings.connections).unwrap_or(usize::MAX);
        let readers = NonZeroUsize::new(readers).unwrap_or(NonZeroUsize::MIN);
        Self {
            shared: Arc::new(Shared {
                owner: kept.owner,
                plans: Mutex::default(),
                live: kept.live.clone(),
                gathering: Gathering::new(pool.dialect()),
                pool,
                wakes: kept.wakes.clone(),
                keeper,
                closing: CancellationToken::new(),
                stopping: CancellationToken::new(),
                claiming: RwLock::default(),
                reads: endstate::permit::named("store reads").limiter(readers),
                settings,
                kept,
            }),
        }
    }

    /// Makes the table of the lifecycle `L`, with everything that guards it, where it is not there yet.
    ///
    /// Call it once at start for each lifecycle; it may run in several processes at once.
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// store.migrate::<JobState>().await?; // the second time it finds everything as it should be
    #[doc = include_str!("examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Drifted`] where a table of that name is there and is another, with the statements that mend it;
    /// [`Error::Newer`] where it belongs to a newer version of the lifecycle; or the database's own.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the table is there whole, or not at all.
    pub async fn migrate<L: Durable>(&self) -> Result<(), Error> {
        let plan = Plan::of::<L>(self.shared.pool.dialect(), &self.shared.settings);
        schema::migrate(&self.shared.pool, &plan.table).await
    }

    /// Compares the table of the lifecycle `L` with what its annotation asks for.
    ///
    /// The report lists each difference with the statements that mend it; it is empty where there is none.
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// assert!(store.check::<JobState>().await?.is_empty());
    #[doc = include_str!("examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// The database's own.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it has changed nothing.
    pub async fn check<L: Durable>(&self) -> Result<Report, Error> {
        let plan = Plan::of::<L>(self.shared.pool.dialect(), &self.shared.settings);
        schema::check(&self.shared.pool, &plan.table).await
    }

    /// Makes a row in an initial state, ready for a driver, and gives its id.
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// let id = store.create(Queued { url: url() }).await?;
    /// assert_eq!(store.get(id).await?.status, "queued");
    #[doc = include_str!("examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Newer`] where the table belongs to a newer version of the lifecycle; or the database's own, such as a value that a
    /// constraint of yours refuses.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the row may be there or not; use [`create_as`](Self::create_as) to make sure with a second call.
    pub async fn create<L: Durable, S: Initial<L>>(&self, state: S) -> Result<Id<L>, Error> {
        let id = Id::new();
        self.create_as(id, state).await?;
        Ok(id)
    }

    /// Makes a row in an initial state under an id of your own. Gives whether it was not there before.
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// let id = Id::new();
    /// assert!(store.create_as(id, Queued { url: url() }).await?);
    /// // The answer got lost on the way to whoever asked, who asks again.
    /// assert!(!store.create_as(id, Queued { url: url() }).await?);
    #[doc = include_str!("examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Newer`] where the table belongs to a newer version of the lifecycle; or the database's own, such as a value that a
    /// constraint of yours refuses.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the row may be there or not; a second call with the same id makes sure.
    pub async fn create_as<L: Durable, S: Initial<L>>(
        &self,
        id: Id<L>,
        state: S,
    ) -> Result<bool, Error> {
        let plan = self.shared.attached::<L>().await?;
        let table = plan.table.name;
        if !state.__holds() {
            return Err(Error::BrokenInvariant {
                table,
                id: id.uuid(),
                state: S::NAME,
            });
        }
        let place = plan.table.place(S::STATUS).unwrap_or_default();
        let mut values = Values::new(plan.table.dialect);
        state.__write(&mut values);
        let values = values.id(id.uuid());
        let Some(sql) = &plan.sql.create[place] else {
            return Err(plan.not_found(id.uuid()));
        };
        loop {
            let call = self.shared.pool.execute(sql, &values);
            match answer("making a row", self.shared.settings.answer_within, call).await {
                // A newer version has the table, or had it a moment ago.
                Ok(0) => self.shared.is_current(&plan).await?,
                Ok(_) => {
                    self.shared.moved(&plan, id.uuid(), place);
                    return Ok(true);
                }
                Err(Error::Database { source, doing }) => {
                    let exists = self.shared.row(&plan, id.uuid()).await?.is_some();
                    return if exists {
                        Ok(false)
                    } else {
                        Err(Error::Database { doing, source })
                    };
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Stops claiming, lets the bodies that run end for as long as `grace`, and then stops them: the row of a lifecycle that has
    /// more than one attempt is ready again, and this attempt is not counted; any other ends as cancelled. When it returns,
    /// everything is written that could be written.
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// # let id = store.create(Queued { url: url() }).await?;
    /// // The bodies have five seconds to come to their ends.
    /// store.shutdown(Duration::from_secs(5)).await;
    /// assert!(matches!(store.drive(id, fetch).await, Err(Error::Closed)));
    #[doc = include_str!("examples/over.txt")]
    /// ```
    ///
    /// # Cancel safety
    ///
    /// Dropped, the store goes on shutting down as far as it came; call it again.
    pub async fn shutdown(&self, grace: Duration) {
        let shared = &self.shared;
        shared.closing.cancel();
        let idle = async || {
            drop(shared.claiming.write().await);
            while !shared.live.is_empty() {
                shared.kept.settled.notified().await;
            }
        };
        if tokio::time::timeout(grace, idle()).await.is_err() {
            shared.stopping.cancel();
        }
        // Bodies that cannot be stopped lose their leases.
        let fence = shared.settings.fence();
        let _ = tokio::time::timeout(fence, idle()).await;
        shared.keeper.join().await;
        shared.pool.close().await;
    }
}

impl Shared {
    /// The plan of a lifecycle. Before it is given for the first time, the table's version is compared and its dead rows recovered.
    pub(crate) async fn attached<L: Durable>(&self) -> Result<Arc<Plan>, Error> {
        if let Some(plan) = self.plans().get(&TypeId::of::<L>()) {
            return Ok(Arc::clone(plan));
        }
        // Boxed: it is done once, and would be a part of every drive and of every wait.
        Box::pin(self.attach::<L>()).await
    }

    async fn attach<L: Durable>(&self) -> Result<Arc<Plan>, Error> {
        if self.closing.is_cancelled() {
            return Err(Error::Closed);
        }
        let plan = Plan::of::<L>(self.pool.dialect(), &self.settings);
        self.is_current(&plan).await?;
        match self.kept.recover(&self.pool, &plan).await {
            Ok(()) => {}
            Err(error) if error.is_transient() || matches!(error, Error::Newer { .. }) => {
                return Err(error);
            }
            // A table that is not what it should be: each row of it says so itself.
            Err(error) => crate::telemetry::sweep_failed(plan.table.name, &error),
        }
        let plan = Arc::clone(self.plans().entry(TypeId::of::<L>()).or_insert(plan));
        self.kept.sweeps(&plan);
        Ok(plan)
    }

    /// Whether the table is still of a version that this process knows.
    pub(crate) async fn is_current(&self, plan: &Plan) -> Result<(), Error> {
        self.kept.is_current(&self.pool, plan).await
    }

    fn plans(&self) -> MutexGuard<'_, HashMap<TypeId, Arc<Plan>>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Held while rows are claimed, which nobody does any more once the store is shut down.
    pub(crate) async fn claiming(&self) -> Result<RwLockReadGuard<'_, ()>, Error> {
        let claiming = self.claiming.read().await;
        if self.closing.is_cancelled() {
            return Err(Error::Closed);
        }
        Ok(claiming)
    }

    /// A row of this table, as it is.
    pub(crate) async fn row(
        &self,
        plan: &Plan,
        id: Uuid,
    ) -> Result<Option<crate::sql::Record>, Error> {
        let values = Values::new(plan.table.dialect).id(id);
        let limit = self.settings.answer_within;
        let rows = reading("reading a row", limit, &self.pool, &plan.sql.read, &values).await?;
        Ok(rows.into_iter().next())
    }

    /// Tells those who wait that a committed move brought this row into the state at this place.
    pub(crate) fn moved(&self, plan: &Plan, id: Uuid, place: usize) {
        let state = &plan.table.states[place];
        let ready = state.initial.then_some(Topic::Table(plan.table.name));
        self.wakes.moved([Topic::Row(id)].into_iter().chain(ready));
    }

    pub(crate) fn subscribe(&self, topic: Topic) -> Subscription<Topic, ()> {
        self.wakes.subscribe(topic)
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.pool.dialect()
    }

    /// Those who wait for the last claim to be over.
    pub(crate) fn settled(&self) {
        self.kept.settled();
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("database", &self.shared.dialect())
            .field("owner", &self.shared.owner)
            .field("driving", &self.shared.live.len())
            .finish_non_exhaustive()
    }
}

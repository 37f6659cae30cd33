//! Workers: claim what is ready, and drive it.

use std::{
    fmt,
    num::NonZeroUsize,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use tokio_util::sync::CancellationToken;

use crate::{
    Durable, Store,
    driving::{Driving, Land},
    error::Error,
    outcome::Outcome,
    telemetry,
    wake::Topic,
};

/// So many drives at once of whatever is ready: see [`Store::workers`].
#[derive(Debug)]
#[must_use = "workers work when they are run: `.run::<ProjectState, _, _>(body).await`"]
pub struct Workers {
    store: Store,
    most: usize,
    until_idle: bool,
}

/// The future of [`Workers::run`], which gives how many rows were driven.
///
/// [`Store::workers`] has an example.
// Its bounds stand on `Workers::run` alone: a body that ends wrongly gives one error there, and none for every use of the future.
#[must_use = "workers work while this is polled: `.await` it"]
pub struct Working {
    work: Pin<Box<dyn Future<Output = Result<u64, Error>> + Send>>,
}

impl Future for Working {
    type Output = Result<u64, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.work.as_mut().poll(cx)
    }
}

impl fmt::Debug for Working {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Working").finish_non_exhaustive()
    }
}

impl Store {
    /// Workers for the rows of a lifecycle that are ready: in a state that is neither terminal nor resting, and driven by nobody.
    ///
    /// ```
    #[doc = include_str!("examples/jobs.txt")]
    /// async fn fetch(job: AnyJob) -> Result<Exit<JobState>, BoxError> {
    ///     match job {
    ///         AnyJob::Queued(job) => Ok(job.to(Done { bytes: 512 }).await?.exit()),
    ///         other => Err(format!("nothing to do in {other:?}").into()),
    ///     }
    /// }
    ///
    /// for _ in 0..10 {
    ///     store.create(Queued { url: url() }).await?;
    /// }
    /// let four = NonZeroUsize::new(4).unwrap();
    /// // Without `until_idle` they go on until the store is shut down.
    /// let driven = store.workers(four).until_idle().run(fetch).await?;
    /// assert_eq!(driven, 10);
    #[doc = include_str!("examples/over.txt")]
    /// ```
    pub fn workers(&self, most: NonZeroUsize) -> Workers {
        Workers {
            store: self.clone(),
            most: most.get(),
            until_idle: false,
        }
    }
}

impl Workers {
    /// Stop as soon as nothing is ready and nothing is driven here, instead of waiting for more: for batch jobs and tests.
    ///
    /// [`Store::workers`] has an example.
    pub fn until_idle(mut self) -> Self {
        self.until_idle = true;
        self
    }

    /// Claims and drives what is ready, oldest first, until the store is shut down. Gives how many rows were driven.
    ///
    /// Each drive is a task of its own. A row that cannot be read is left as it is, reported and counted, and does not keep others
    /// from being claimed. While the database is away the workers wait for it.
    ///
    /// # Errors
    ///
    /// The table is not migrated, or belongs to a newer version of the lifecycle.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it drops the drives that are under way, whose rows end as cancelled.
    ///
    /// [`Store::workers`] has an example.
    pub fn run<L, F, Fut>(self, body: F) -> Working
    where
        L: Durable,
        F: Fn(L::Any) -> Fut + Clone + Send + 'static,
        Fut: Future<Output: Outcome<L>> + Send + 'static,
    {
        Working {
            work: Box::pin(self.work(body, Outcome::__into_result)),
        }
    }

    async fn work<L, F, Fut>(self, body: F, land: Land<L, Fut::Output>) -> Result<u64, Error>
    where
        L: Durable,
        F: Fn(L::Any) -> Fut + Clone + Send + 'static,
        Fut: Future + Send + 'static,
    {
        let shared = Arc::clone(&self.store.shared);
        let plan = self.attached::<L>().await?;
        // Before the first claim: what gets ready from now on is noticed.
        let mut ready = shared.subscribe(Topic::Table(plan.table.name));
        #[expect(
            clippy::disallowed_types,
            reason = "each drive ends its row however it ends, so that its task may die unseen"
        )]
        let mut drives = tokio::task::JoinSet::new();
        let mut unreadable = Vec::new();
        let mut rows = 0;
        let closing = shared.closing.clone();
        while !closing.is_cancelled() {
            let free = self.most - drives.len();
            if free > 0 {
                let most = i64::try_from(free).unwrap_or(i64::MAX);
                match shared.claim_ready::<L>(&plan, most, &mut unreadable).await {
                    Ok(claimed) if claimed.is_empty() => {
                        if self.until_idle && drives.is_empty() {
                            break;
                        }
                    }
                    Ok(claimed) => {
                        rows += claimed.len() as u64;
                        for drive in claimed {
                            drives.spawn(drive_one(Driving::of_claimed(drive, body.clone(), land)));
                        }
                        continue;
                    }
                    Err(error) if error.is_transient() => {
                        telemetry::claim_failed(plan.table.name, &error);
                        pause(&closing, Duration::from_millis(200)).await;
                    }
                    // The shutdown has taken the connections away.
                    Err(_) if closing.is_cancelled() => break,
                    Err(error) => return Err(error),
                }
                match shared.is_current(&plan).await {
                    Err(_) if closing.is_cancelled() => break,
                    // The rows that are driven here must not be dropped for it.
                    Err(error) if error.is_transient() => {
                        telemetry::claim_failed(plan.table.name, &error);
                        pause(&closing, Duration::from_millis(200)).await;
                    }
                    current => current?,
                }
            }
            tokio::select! {
                () = closing.cancelled() => {}
                Some(_) = drives.join_next() => {}
                // Also what nobody told of: a row of another process, or one that was put back.
                _ = ready.next(shared.settings.recheck_every), if free > 0 => {}
            }
            // All that ended meanwhile, so that one claim fills their places.
            while drives.try_join_next().is_some() {}
        }
        while drives.join_next().await.is_some() {}
        Ok(rows)
    }

    /// The plan, waiting for the database where it is away.
    async fn attached<L: Durable>(&self) -> Result<Arc<crate::plan::Plan>, Error> {
        let shared = &self.store.shared;
        loop {
            match shared.attached::<L>().await {
                Err(error) if error.is_transient() => {
                    pause(&shared.closing, Duration::from_millis(200)).await;
                }
                attached => return attached,
            }
        }
    }
}

async fn drive_one<L, F, Fut>(driving: Driving<L, F, Fut, Fut::Output>)
where
    L: Durable,
    F: FnOnce(L::Any) -> Fut,
    Fut: Future,
{
    if let Err(error) = driving.await {
        telemetry::drive_failed(L::GRAPH.name, &error);
    }
}

async fn pause(closing: &CancellationToken, for_: Duration) {
    tokio::select! {
        () = closing.cancelled() => {}
        () = tokio::time::sleep(for_) => {}
    }
}

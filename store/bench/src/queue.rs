//! The same jobs through `apalis`: pushed before, then claimed, run and confirmed by its workers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use apalis::prelude::*;
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use tokio::sync::watch;

use crate::{
    Result,
    crew::crew,
    load::Load,
    place::{Place, Pool},
};

const QUEUE: &str = "bench";

/// Runs the workers until all jobs are done and confirmed. A macro, since the type of a worker cannot be written down.
macro_rules! run {
    ($storage:expr, $load:expr) => {{
        let progress = Progress::new($load.count);
        let started = Instant::now();
        crew($load.workers, |nth| {
            let (storage, progress) = ($storage.clone(), progress.clone());
            let over = progress.over.subscribe();
            let worker = WorkerBuilder::new(format!("worker-{nth}"))
                .backend(storage)
                .data(progress)
                .build(nothing);
            async move {
                // A worker that stops confirms what it has done before.
                let stopped = worker.run_with_ctx(move |context| {
                    let mut over = over.clone();
                    async move {
                        let _ = over.wait_for(|over| *over).await;
                        context.stop()
                    }
                });
                Ok(stopped.await?)
            }
        })
        .await?;
        started.elapsed()
    }};
}

/// The job.
async fn nothing(_: u64, progress: Data<Progress>) {
    progress.one_is_done();
}

/// How many jobs are left, for all workers.
#[derive(Debug, Clone)]
struct Progress {
    left: Arc<AtomicUsize>,
    over: watch::Sender<bool>,
}

impl Progress {
    fn new(count: usize) -> Self {
        Self {
            left: Arc::new(AtomicUsize::new(count)),
            over: watch::Sender::new(false),
        }
    }

    fn one_is_done(&self) {
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.over.send_replace(true);
        }
    }
}

/// `batch` is how many jobs a worker takes at once; `apalis` has 10 unless told.
pub(crate) async fn jobs(place: &Place, load: Load, batch: usize) -> Result<Duration> {
    let args: Vec<u64> = (0..u64::try_from(load.count)?).collect();
    let (took, done): (Duration, i64) = match place.connect(load.workers).await? {
        Pool::Sqlite(pool) => {
            // Its `setup` would turn off waiting for the disk.
            SqliteStorage::migrations().run(&pool).await?;
            let config = apalis_sqlite::Config::default()
                .queue(QUEUE)
                .batch_size(batch);
            let mut storage = SqliteStorage::<u64>::new(&pool).with_config(config);
            storage.push_bulk(args).await?;
            let took = run!(storage, load);
            let done = sqlx::query_scalar("SELECT count(*) FROM Jobs WHERE status = 'Done'");
            (took, done.fetch_one(&pool).await?)
        }
        Pool::Postgres(pool) => {
            PostgresStorage::setup(&pool).await?;
            let config = apalis_postgres::Config::default()
                .queue(QUEUE)
                .batch_size(batch);
            let mut storage = PostgresStorage::<u64>::new(&pool).with_config(config);
            storage.push_bulk(args).await?;
            let took = run!(storage, load);
            let done = sqlx::query_scalar("SELECT count(*) FROM apalis.jobs WHERE status = 'Done'");
            (took, done.fetch_one(&pool).await?)
        }
    };
    if usize::try_from(done)? == load.count {
        Ok(took)
    } else {
        Err(format!("apalis confirmed {done} of {} jobs", load.count).into())
    }
}

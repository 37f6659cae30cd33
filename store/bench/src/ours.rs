//! The same through the store.

use std::{
    num::NonZeroUsize,
    sync::Arc,
    time::{Duration, Instant},
};

use endstate_store::{Listing, Settings, Store};
use tokio::sync::Barrier;

use crate::{
    Result,
    fill::Rows,
    job::{JobState, nothing, prepare, queued},
    load::Load,
    place::Place,
};

/// A store on the table, which it has looked at for the first time.
pub(crate) async fn attached(place: &Place, workers: usize, settings: Settings) -> Result<Store> {
    let store = place.store(workers, settings).await?;
    store.list::<JobState>(Listing::new().most(1)).await?;
    Ok(store)
}

pub(crate) async fn transitions(place: &Place, load: Load) -> Result<Duration> {
    prepare(place, &[Rows::Ready(load.workers)]).await?;
    in_one_state(place, load).await
}

/// The time that the transitions take on a table that is there, with a row that is ready for each worker.
pub(crate) async fn in_one_state(place: &Place, load: Load) -> Result<Duration> {
    let store = attached(place, load.workers, Settings::new()).await?;
    // The rows are claimed before and ended after.
    let (begin, end) = (barrier(load), barrier(load));
    let measured = async {
        begin.wait().await;
        let started = Instant::now();
        end.wait().await;
        let took = started.elapsed();
        store.shutdown(Duration::from_secs(10)).await;
        took
    };
    let body = {
        let (begin, end) = (Arc::clone(&begin), Arc::clone(&end));
        move |job| {
            let (begin, end) = (Arc::clone(&begin), Arc::clone(&end));
            async move {
                let mut job = queued(job)?.start().await?;
                begin.wait().await;
                for _ in 0..load.per_worker() {
                    job = job.again().await?;
                }
                end.wait().await;
                job.finish().await
            }
        }
    };
    let workers = store
        .workers(some(load.workers)?)
        .run::<JobState, _, _>(body);
    let (took, driven) = tokio::join!(measured, workers);
    driven?;
    Ok(took)
}

/// `each` is how many drives a worker has at once.
pub(crate) async fn jobs(place: &Place, load: Load, each: usize) -> Result<Duration> {
    prepare(place, &[Rows::Ready(load.count)]).await?;
    let store = attached(place, load.workers, Settings::new()).await?;
    let workers = store.workers(some(load.workers * each)?).until_idle();
    let started = Instant::now();
    let driven = workers.run::<JobState, _, _>(nothing).await?;
    let took = started.elapsed();
    store.shutdown(Duration::from_secs(10)).await;
    if usize::try_from(driven)? == load.count {
        Ok(took)
    } else {
        Err(format!("the store drove {driven} of {} jobs", load.count).into())
    }
}

fn barrier(load: Load) -> Arc<Barrier> {
    Arc::new(Barrier::new(load.workers + 1))
}

pub(crate) fn some(workers: usize) -> Result<NonZeroUsize> {
    NonZeroUsize::new(workers).ok_or_else(|| "there are no workers".into())
}

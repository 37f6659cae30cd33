//! The dispatcher: whatever can go on and is driven by nobody gets a run.

use std::{collections::HashSet, sync::Arc, time::Duration};

use futures_util::{FutureExt as _, StreamExt as _, stream::FuturesUnordered};
use tokio::time::sleep;

use super::Runs;
use crate::{project::ProjectId, tables::projects};

/// How often it looks without being told: a project of another process that died, an answer that another process was given.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How long a project is left alone whose run could not go on, because the database is away, say.
const PAUSE: Duration = Duration::from_secs(2);

/// How many runs a process has at most, be it that they work, wait for a permit, or for an answer.
const MOST: usize = 10_000;

/// Starts runs until the service closes; then stops them in order.
///
/// Nothing hangs on who tells it what: it is a launch, an answer, the end of a run and the time that make it look, and what it looks
/// at is the rows. A project that its run has given up at the moment of its answer is found when that run ends.
pub(crate) async fn dispatch(runs: Arc<Runs>, grace: Duration) {
    let mut under_way = HashSet::new();
    let mut running = FuturesUnordered::new();
    while !runs.closing.is_cancelled() {
        let room = MOST - under_way.len();
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        match projects::runnable(&runs.tables, most).await {
            Ok(ids) => {
                let new = ids.into_iter().filter(|id| !under_way.contains(id));
                let new: Vec<_> = new.take(room).collect();
                for id in new {
                    under_way.insert(id);
                    running.push(run(Arc::clone(&runs), id));
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the projects that can go on are not known; it is tried again");
                sleep(PAUSE).await;
            }
        }
        tokio::select! {
            () = runs.closing.cancelled() => {}
            () = runs.changed.notified() => {}
            () = sleep(LOOK_EVERY) => {}
            Some(id) = running.next() => {
                under_way.remove(&id);
                // All that ended meanwhile, so that they are looked for once.
                while let Some(Some(id)) = running.next().now_or_never() {
                    under_way.remove(&id);
                }
            }
        }
    }
    // Those that drive come to their end, or are ready again; what is dropped after that has no row.
    runs.store.shutdown(grace).await;
}

async fn run(runs: Arc<Runs>, id: ProjectId) -> ProjectId {
    if let Err(error) = runs.run(id).await {
        tracing::warn!(project = %id, %error, "a run could not go on; it is tried again");
        sleep(PAUSE).await;
    }
    id
}

//! One run, from the first project to the last end.

use std::{num::NonZeroUsize, time::Duration};

use endstate::BoxError;
use endstate_store::{Error, Id, Listing, Store};

use crate::{
    follow_ups,
    project::{Initialized, ProjectState, answered, build},
};

const WORKERS: NonZeroUsize = NonZeroUsize::new(4).unwrap();

/// Everything is over by then.
const SOON: Duration = Duration::from_mins(1);

/// A database with its tables.
///
/// # Errors
///
/// The database's own.
pub async fn open(url: &str) -> Result<Store, BoxError> {
    // The projects refer to it, so that it comes first.
    follow_ups::create_table(url).await?;
    let store = if follow_ups::is_postgres(url) {
        Store::connect(url).await?
    } else {
        Store::open(url).await?
    };
    store.migrate::<ProjectState>().await?;
    Ok(store)
}

/// The projects that are not over: of an earlier run that died.
///
/// # Errors
///
/// The database's own.
pub async fn left(store: &Store) -> Result<Vec<Id<ProjectState>>, Error> {
    let mut left = Vec::new();
    for status in ["initialized", "running", "input_needed"] {
        let rows = store.list(Listing::new().status(status)).await?;
        left.extend(rows.into_iter().flatten().map(|row| row.id));
    }
    Ok(left)
}

/// Makes a project of each of these, and brings them all to an end, together with those that were left.
///
/// # Errors
///
/// The database's own, or a project that does not end.
pub async fn run(store: &Store, repos: &[&str]) -> Result<Vec<Id<ProjectState>>, BoxError> {
    let mut ids = left(store).await?;
    let mut cancelled = None;
    for &repo in repos {
        let repo = repo.to_owned();
        let is_long = repo == "takes long";
        let id = store.create(Initialized { repo }).await?;
        if is_long {
            cancelled = Some(id);
        }
        ids.push(id);
    }
    let users = async {
        let ended = async {
            for &id in &ids {
                see_it_through(store, id).await?;
            }
            Ok::<_, Error>(())
        };
        let (ended, cancelled) = tokio::join!(ended, cancel(store, cancelled));
        // The workers end with it.
        store.shutdown(Duration::from_secs(5)).await;
        ended.and(cancelled)
    };
    let workers = store.workers(WORKERS).run(build);
    let (ended, worked) = tokio::join!(users, workers);
    ended?;
    worked?;
    Ok(ids)
}

/// What the user of a project does: wait for news, and answer when asked.
async fn see_it_through(store: &Store, id: Id<ProjectState>) -> Result<(), Error> {
    let news = store.wait(id, SOON, |row| {
        row.finished_at.is_some() || row.status == "input_needed"
    });
    if news.await?.finished_at.is_some() {
        return Ok(());
    }
    // Nobody holds anything for the row while it rests: no task, no connection, no lease.
    let answer = async |project| answered(project, "main").await;
    store.drive(id, answer).await.map(drop)
}

async fn cancel(store: &Store, id: Option<Id<ProjectState>>) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    store.wait(id, SOON, |row| row.status == "running").await?;
    store.cancel(id).await.map(drop)
}

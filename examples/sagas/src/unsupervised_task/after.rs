//! The version with endstate: the row is the lifecycle, and its fixpoint has a name.

use std::{io, num::NonZeroUsize, ops::Range, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Exit, Id, Listing, Store};

use super::faults::{Faults, Step};
use crate::database::store;

/// A project that is built in the background.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed, cancelled = Cancelled)]
#[durable(table = "projects", attempts = 2)]
enum ProjectState {
    #[lifecycle(initial, to(Preparing))]
    Initialized { number: i64 },
    #[lifecycle(to(Running))]
    Preparing { number: i64 },
    #[lifecycle(to(Completed))]
    Running { number: i64 },
    #[lifecycle(terminal)]
    Completed,
    #[lifecycle(terminal)]
    Failed { error: String },
    #[lifecycle(terminal)]
    Cancelled,
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            error: abandoned.to_string(),
        }
    }
}

/// More than the projects that wait for the end of the process, so that the others get on.
const WORKERS: NonZeroUsize = NonZeroUsize::new(64).unwrap();

/// Launches the projects, and goes on until the end of the process.
pub(super) async fn serve(
    url: &str,
    projects: Range<i64>,
    faults: &Faults,
    until_the_end: impl Future<Output = io::Result<()>>,
) -> Result<(), BoxError> {
    let store = store(url).await?;
    store.migrate::<ProjectState>().await?;
    let run = {
        let faults = faults.clone();
        move |project| run(project, faults.clone())
    };
    let launched = async {
        let mut doomed = Vec::new();
        let mut others = left(&store).await?;
        for number in projects {
            let id = store.create(Initialized { number }).await?;
            if faults.is_doomed(number) {
                doomed.push(id);
            } else {
                others.push(id);
            }
        }
        until_over(&store, others).await?;
        until_the_end.await?;
        Ok::<_, BoxError>(doomed)
    };
    let doomed = tokio::select! {
        worked = store.workers(WORKERS).run(run) => {
            let rows = worked?;
            return Err(format!("the workers stopped by themselves, after {rows} rows").into());
        }
        launched = launched => launched?,
    };
    // The workers are gone, and with them what they drove. The store writes the ends of its rows, on a thread of its own: milliseconds,
    // and no project goes on. A process that left before would leave its rows to the next one.
    until_over(&store, doomed).await
}

async fn until_over(store: &Store, ids: Vec<Id<ProjectState>>) -> Result<(), BoxError> {
    for id in ids {
        let is_over = store.wait(id, Duration::from_mins(1), |row| row.finished_at.is_some());
        is_over.await?;
    }
    Ok(())
}

/// What an earlier process left, which this one brings to an end.
async fn left(store: &Store) -> Result<Vec<Id<ProjectState>>, BoxError> {
    let mut ids = Vec::new();
    for status in ["initialized", "preparing", "running"] {
        for row in store.list(Listing::new().status(status)).await? {
            ids.push(row?.id);
        }
    }
    Ok(ids)
}

async fn run(project: AnyProject, faults: Faults) -> Result<Exit<ProjectState>, BoxError> {
    let preparing = match project {
        AnyProject::Initialized(project) => {
            let number = project.state.number;
            project.to(Preparing { number }).await?
        }
        AnyProject::Preparing(project) => project,
        AnyProject::Running(project) => return work(project, faults).await,
        other => return Err(format!("nothing to do in {other:?}").into()),
    };
    let number = preparing.state.number;
    if preparing.row.attempt() == 1 {
        faults.strike(number, Step::Preparing).await?;
    }
    work(preparing.to(Running { number }).await?, faults).await
}

async fn work(project: Project<Running>, faults: Faults) -> Result<Exit<ProjectState>, BoxError> {
    // What ended one process does not end the next.
    if project.row.attempt() == 1 {
        faults.strike(project.state.number, Step::Working).await?;
    }
    Ok(project.to(Completed).await?.exit())
}

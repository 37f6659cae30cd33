//! The lifecycle that is measured, and its table.

use std::time::Duration;

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Exit, Settings};

use crate::{
    Result,
    fill::{Rows, fill},
    place::Place,
};

/// A job, which may be worked on before it is done.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Job, fixpoint = Failed)]
#[durable(table = "jobs")]
pub(crate) enum JobState {
    #[lifecycle(initial, to(Running, Done, Failed))]
    Queued,
    #[lifecycle(to(Running, Done, Failed))]
    Running { workspace: String },
    #[lifecycle(terminal)]
    Done { result: String },
    #[lifecycle(terminal)]
    Failed { error: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Failed {
            error: abandoned.to_string(),
        }
    }
}

impl Job<Queued> {
    pub(crate) async fn start(self) -> std::result::Result<Job<Running>, endstate_store::Error> {
        let workspace = "a workspace".to_owned();
        self.to(Running { workspace }).await
    }
}

impl Job<Running> {
    pub(crate) async fn again(self) -> std::result::Result<Self, endstate_store::Error> {
        let workspace = "a workspace".to_owned();
        self.to(Running { workspace }).await
    }

    pub(crate) async fn finish(self) -> std::result::Result<Exit<JobState>, BoxError> {
        let result = "a result".to_owned();
        Ok(self.to(Done { result }).await?.exit())
    }
}

/// The job of one that has nothing to do.
pub(crate) async fn nothing(job: AnyJob) -> std::result::Result<Exit<JobState>, BoxError> {
    let result = "a result".to_owned();
    Ok(queued(job)?.to(Done { result }).await?.exit())
}

/// A job that nobody has worked on.
pub(crate) fn queued(job: AnyJob) -> std::result::Result<Job<Queued>, BoxError> {
    match job {
        AnyJob::Queued(job) => Ok(job),
        other => Err(format!("{other:?} was worked on before").into()),
    }
}

/// Makes the table, with these rows.
pub(crate) async fn prepare(place: &Place, rows: &[Rows]) -> Result<()> {
    let store = place.store(1, Settings::new()).await?;
    store.migrate::<JobState>().await?;
    store.shutdown(Duration::ZERO).await;
    fill(place, rows).await
}

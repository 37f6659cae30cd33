//! Runs: what a permit is held for.
//!
//! A run waits for its permit *before* it claims its project. So a project that waits in the queue is nobody's yet: it has no lease
//! to renew, uses up no attempt, and a process with a free permit may take it first. While its user thinks, a run has neither
//! permit nor row, and anybody may drive the project on.

mod dispatcher;

pub(crate) use self::dispatcher::dispatch;

use std::{sync::Arc, time::Duration};

use endstate::{
    BoxError,
    permit::{Failure, Held, Limiter},
    topic::{Hub, Subscription},
};
use endstate_store::{Driven, Error, Store};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::{
    project::{ProjectId, ProjectState, advance},
    repositories::Repositories,
    tables::{Tables, projects},
    workspace::Workspaces,
};

/// The subscription of a run to the answers for its project.
pub(crate) type Answers = Subscription<ProjectId, ()>;

/// What runs need.
pub(crate) struct Runs {
    pub(crate) store: Store,
    pub(crate) tables: Tables,
    pub(crate) repositories: Repositories,
    pub(crate) workspaces: Workspaces,
    /// How many projects may be worked on at a time.
    pub(crate) permits: Limiter,
    /// Who waits for which project's answer. It lives in this process: what comes to another is found by looking.
    pub(crate) answers: Hub<ProjectId, ()>,
    /// How long a run waits for an answer. After that the project rests alone.
    pub(crate) patience: Duration,
    /// Something may be runnable.
    pub(crate) changed: Notify,
    pub(crate) closing: CancellationToken,
}

/// How it stands with a question.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    Answered,
    /// Somebody else drives the project on, or it is over.
    Gone,
}

impl Runs {
    /// Tells that an answer has been written: whoever waits here goes on, and else the dispatcher finds it.
    pub(crate) fn answered(&self, id: ProjectId) {
        self.answers.announce(&id, ());
        self.changed.notify_one();
    }

    /// Works on a project, until it is over, rests alone or is somebody else's.
    ///
    /// # Errors
    ///
    /// No permit in time, or the store's own. The project's own errors end the project, and not this.
    ///
    /// # Cancel safety
    ///
    /// Dropped while it drives, its project ends as cancelled; else nothing happens.
    async fn run(self: Arc<Self>, id: ProjectId) -> Result<(), Failure> {
        let permits = self.permits.clone();
        let run = async move |held: Held<'_>| self.hold(held, id).await;
        permits.run(run).await
    }

    // ANCHOR: hold
    async fn hold(&self, mut held: Held<'_>, id: ProjectId) -> Result<(), BoxError> {
        let mut answers = self.answers.subscribe(id);
        loop {
            let drive = self.store.drive(id, async |project| {
                advance(self, project, &mut answers).await
            });
            match drive.await {
                // It asks.
                Ok(Driven::Resting(_)) => {}
                Ok(Driven::Ended(_)) => {
                    self.workspaces.remove(id).await;
                    return Ok(());
                }
                // Somebody else has it, or will have.
                Ok(_) | Err(Error::Driven { .. } | Error::Closed) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
            // The one wait without a bound of the limiter's: its user may have gone home.
            match held.released(self.answer(&mut answers)).await? {
                Some(Standing::Answered) => {}
                Some(Standing::Gone) | None => return Ok(()),
            }
        }
    }
    // ANCHOR_END: hold

    /// Waits for the answer; `None` if it does not come while this run has patience, or the process has time.
    async fn answer(&self, answers: &mut Answers) -> Option<Standing> {
        let id = *answers.key();
        let look = async || Ok(self.standing(id).await?);
        tokio::select! {
            () = self.closing.cancelled() => None,
            standing = answers.wait_until(self.patience, look) => standing.ok(),
        }
    }

    async fn standing(&self, id: ProjectId) -> sqlx::Result<Option<Standing>> {
        Ok(match projects::one(&self.tables, id).await? {
            Some(row) if row.status == "input_needed" && row.driver.is_none() => {
                row.answer.map(|_| Standing::Answered)
            }
            _ => Some(Standing::Gone),
        })
    }

    /// Asks the project to end as cancelled. Gives whether it was still going on.
    pub(crate) async fn cancel(&self, id: ProjectId) -> Result<bool, Error> {
        let was_live = self.store.cancel::<ProjectState>(id).await?;
        // A run that waits for its answer looks again.
        self.answered(id);
        Ok(was_live)
    }
}

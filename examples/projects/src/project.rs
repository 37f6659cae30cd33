//! The lifecycle, and what can be done in each of its states.

use std::{process, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Error, Exit};
use tokio::time::sleep;

use crate::follow_ups;

/// A project that is built in the background, and may ask its user something on the way.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed, cancelled = Cancelled)]
#[durable(table = "projects", attempts = 2)]
pub enum ProjectState {
    /// Wanted, and not begun.
    #[lifecycle(initial, to(Running))]
    Initialized {
        /// What is to be built.
        repo: String,
    },
    /// Being built.
    #[lifecycle(to(InputNeeded, Completed))]
    Running {
        /// What is being built. The same name in two states is one column.
        repo: String,
        /// Where.
        workspace: String,
    },
    /// Left without a driver until its user has answered.
    #[lifecycle(to(Running, Expired))]
    #[durable(resting, deadline = "24h" -> Expired)]
    InputNeeded {
        /// What is being built.
        repo: String,
        /// Where.
        workspace: String,
        /// The question, which is there if this state is.
        #[durable(references = "follow_ups(id)")]
        follow_up: String,
    },
    /// Built.
    #[lifecycle(terminal)]
    Completed {
        /// What came out.
        result: String,
    },
    /// Not built.
    #[lifecycle(terminal)]
    Failed {
        /// Why not.
        error: String,
    },
    /// Nobody answered.
    #[lifecycle(terminal)]
    Expired,
    /// Nobody wants it any more.
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

/// What the workers do with a project that is ready, in whatever state it is.
///
/// # Errors
///
/// Why the project failed: its row ends so.
///
/// # Panics
///
/// One of the projects does, on purpose: its row ends so too.
pub async fn build(project: AnyProject) -> Result<Exit<ProjectState>, BoxError> {
    let running = match project {
        AnyProject::Initialized(project) => project.start().await?,
        // The process that had it died.
        AnyProject::Running(project) => project,
        other => return Err(format!("there is nothing to do in {other:?}").into()),
    };
    match running.state.repo.as_str() {
        "asks" => Ok(running.ask("which branch?").await?.rest()),
        "fails" => Err("no space left on device".into()),
        "panics" => panic!("index out of bounds"),
        "takes long" => std::future::pending().await,
        "kills its process" if running.row.attempt() == 1 => {
            sleep(Duration::from_millis(300)).await;
            eprintln!("This process dies now, in the middle of a project.");
            process::abort()
        }
        _ => Ok(running.complete("built").await?.exit()),
    }
}

/// What a user does who answers: the project goes on from there.
///
/// # Errors
///
/// It asks nothing.
pub async fn answered(project: AnyProject, answer: &str) -> Result<Exit<ProjectState>, BoxError> {
    match project {
        AnyProject::InputNeeded(project) => {
            let running = project.answered(answer).await?;
            let result = format!("built {answer}");
            Ok(running.complete(&result).await?.exit())
        }
        other => Err(format!("nothing was asked in {other:?}").into()),
    }
}

impl Project<Initialized> {
    async fn start(self) -> Result<Project<Running>, Error> {
        let repo = self.state.repo.clone();
        let workspace = format!("/work/{}", self.row.id());
        self.to(Running { repo, workspace }).await
    }
}

impl Project<Running> {
    /// The question and the state are there both, or neither.
    async fn ask(self, question: &str) -> Result<Project<InputNeeded>, Error> {
        let follow_up = format!("{}-{}", self.row.id(), self.row.epoch());
        let next = InputNeeded {
            repo: self.state.repo.clone(),
            workspace: self.state.workspace.clone(),
            follow_up: follow_up.clone(),
        };
        self.to_with(next, async |tx| {
            follow_ups::ask(tx, &follow_up, question).await
        })
        .await
    }

    async fn complete(self, result: &str) -> Result<Project<Completed>, Error> {
        let result = result.to_owned();
        self.to(Completed { result }).await
    }
}

impl Project<InputNeeded> {
    async fn answered(self, answer: &str) -> Result<Project<Running>, Error> {
        let follow_up = self.state.follow_up.clone();
        let next = Running {
            repo: self.state.repo.clone(),
            workspace: self.state.workspace.clone(),
        };
        self.to_with(next, async |tx| {
            follow_ups::answer(tx, &follow_up, answer).await
        })
        .await
    }
}

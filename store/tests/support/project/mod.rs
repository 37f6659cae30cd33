//! The lifecycle of the issue: a project that runs, asks, rests, and ends.
#![allow(dead_code, reason = "each test uses its part of it")]

use endstate::{Abandoned, Lifecycle};
use endstate_store::Durable;

/// The id of a question that a project waits for an answer to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct FollowUpId(pub String);

#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Project, fixpoint = Failed, cancelled = Cancelled, derive(Debug, PartialEq))]
#[durable(table = "projects")]
pub enum ProjectState {
    #[lifecycle(initial, to(Running, Failed, Cancelled))]
    Initialized { repo: String },
    #[lifecycle(to(Running, InputNeeded, Completed, Failed, Cancelled))]
    Running { workspace: String },
    #[lifecycle(to(Running, Expired, Cancelled))]
    #[durable(resting, deadline = "24h" -> Expired)]
    InputNeeded {
        workspace: String,
        #[durable(references = "follow_ups(id)")]
        follow_up: FollowUpId,
    },
    #[lifecycle(terminal)]
    Completed { result: String },
    #[lifecycle(terminal)]
    Failed { error: String },
    #[lifecycle(terminal)]
    Expired,
    #[lifecycle(terminal)]
    Cancelled,
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Failed {
            error: abandoned.to_string(),
        }
    }
}

impl<S: endstate::State<ProjectState>> Project<S> {
    pub fn id(&self) -> endstate_store::Id<ProjectState> {
        self.row.id()
    }

    pub fn version(&self) -> i64 {
        self.row.version()
    }
}

impl Project<Initialized> {
    pub fn repo(&self) -> String {
        self.state.repo.clone()
    }

    pub async fn start(self) -> Result<Project<Running>, endstate_store::Error> {
        let workspace = format!("/work/{}", self.state.repo);
        self.to(Running { workspace }).await
    }
}

impl Project<Initialized> {
    pub async fn start_with(
        self,
        write: impl AsyncFnOnce(&mut endstate_store::Tx) -> Result<(), endstate::BoxError>,
    ) -> Result<Project<Running>, endstate_store::Error> {
        let workspace = format!("/work/{}", self.state.repo);
        self.to_with(Running { workspace }, write).await
    }
}

impl Project<Running> {
    pub async fn again(self, workspace: &str) -> Result<Self, endstate_store::Error> {
        self.to(Running {
            workspace: workspace.to_owned(),
        })
        .await
    }

    pub async fn complete(self, result: &str) -> Result<Project<Completed>, endstate_store::Error> {
        self.to(Completed {
            result: result.to_owned(),
        })
        .await
    }

    pub async fn ask(self, question: &str) -> Result<Project<InputNeeded>, endstate_store::Error> {
        let workspace = self.state.workspace.clone();
        let id = question.to_owned();
        let next = InputNeeded {
            workspace,
            follow_up: FollowUpId(id.clone()),
        };
        self.to_with(next, async |tx| insert(tx, &id).await).await
    }
}

async fn insert(tx: &mut endstate_store::Tx, id: &str) -> Result<(), endstate::BoxError> {
    let sql = "INSERT INTO follow_ups (id) VALUES ($1)";
    if let Ok(connection) = tx.postgres() {
        sqlx::query(sql).bind(id).execute(connection).await?;
    } else {
        sqlx::query(sql).bind(id).execute(tx.sqlite()?).await?;
    }
    Ok(())
}

impl Project<Running> {
    /// Asks a question that somebody else has written down, or not.
    pub async fn ask_as(self, id: &str) -> Result<Project<InputNeeded>, endstate_store::Error> {
        let workspace = self.state.workspace.clone();
        let follow_up = FollowUpId(id.to_owned());
        self.to(InputNeeded {
            workspace,
            follow_up,
        })
        .await
    }
}

impl Project<InputNeeded> {
    pub fn question(&self) -> &str {
        &self.state.follow_up.0
    }

    pub async fn answered(self) -> Result<Project<Running>, endstate_store::Error> {
        let workspace = self.state.workspace.clone();
        self.to(Running { workspace }).await
    }
}

/// The body of a drive that completes a new project.
pub async fn complete(
    any: AnyProject,
) -> Result<endstate_store::Exit<ProjectState>, endstate::BoxError> {
    let AnyProject::Initialized(project) = any else {
        return Err(format!("{any:?}").into());
    };
    Ok(project.start().await?.complete("done").await?.exit())
}

//! The lifecycle of a project, and the steps that it takes.

mod advance;

use endstate::{Abandoned, Lifecycle, topic::Asking};
use endstate_store::{Durable, Error, Id};
use uuid::Uuid;

pub(crate) use self::advance::advance;
use crate::tables::follow_ups;

/// The name of a project.
pub type ProjectId = Id<ProjectState>;

/// A project, from its launch to its end.
///
/// What was launched does not change, and is in a table of its own, `launches`: so a project that is over still has it.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed, cancelled = Cancelled)]
#[durable(table = "projects", attempts = 3)]
pub enum ProjectState {
    /// Wanted, and not begun.
    #[lifecycle(initial, to(Preparing when "begun"))]
    Initialized {
        /// What was launched.
        #[durable(references = "launches(id)")]
        launch: String,
    },
    /// Its repository is being cloned.
    #[lifecycle(to(Running when "cloned", Failed when "too slow"))]
    #[durable(deadline = "3m" -> Failed)]
    Preparing {
        /// What was launched.
        #[durable(references = "launches(id)")]
        launch: String,
    },
    /// Its task runs, as a process.
    #[lifecycle(to(
        InputNeeded when "asks",
        Completed when "done",
        Preparing when "begun anew",
        Failed when "too slow"
    ))]
    #[durable(deadline = "30m" -> Failed)]
    Running {
        /// What was launched.
        #[durable(references = "launches(id)")]
        launch: String,
        /// The folder that it runs in.
        workspace: String,
    },
    /// Left without a driver until its user has answered.
    #[lifecycle(to(Running when "answered", Expired when "no answer"))]
    #[durable(resting, deadline = "24h" -> Expired)]
    InputNeeded {
        /// What was launched.
        #[durable(references = "launches(id)")]
        launch: String,
        /// The folder that it goes on in.
        workspace: String,
        /// The question, which is there if this state is.
        #[durable(references = "follow_ups(id)")]
        follow_up: String,
    },
    /// The task came to its end.
    #[lifecycle(terminal)]
    Completed {
        /// The last that it printed.
        result: String,
    },
    /// It did not.
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

impl Project<Initialized> {
    pub(crate) async fn begin(self) -> Result<Project<Preparing>, Error> {
        let launch = self.state.launch.clone();
        self.to(Preparing { launch }).await
    }
}

impl Project<Preparing> {
    pub(crate) async fn prepared(self, workspace: String) -> Result<Project<Running>, Error> {
        let launch = self.state.launch.clone();
        self.to(Running { launch, workspace }).await
    }
}

impl Project<Running> {
    /// In a workspace of its own: nobody knows how far the task came in the old one.
    pub(crate) async fn begin_anew(self) -> Result<Project<Preparing>, Error> {
        let launch = self.state.launch.clone();
        self.to(Preparing { launch }).await
    }

    /// The question and the state are there both, or neither. Whoever asks is subscribed to the answer: `asking` is the proof.
    pub(crate) async fn ask(
        self,
        _asking: Asking<'_, ProjectId, ()>,
        question: &str,
    ) -> Result<Project<InputNeeded>, Error> {
        let follow_up = Uuid::now_v7().to_string();
        let launch = self.state.launch.clone();
        let next = InputNeeded {
            launch: launch.clone(),
            workspace: self.state.workspace.clone(),
            follow_up: follow_up.clone(),
        };
        self.to_with(next, async |tx| {
            follow_ups::ask(tx, &follow_up, &launch, question).await
        })
        .await
    }

    pub(crate) async fn complete(self, result: String) -> Result<Project<Completed>, Error> {
        self.to(Completed { result }).await
    }
}

impl Project<InputNeeded> {
    pub(crate) async fn answered(self) -> Result<Project<Running>, Error> {
        let next = Running {
            launch: self.state.launch.clone(),
            workspace: self.state.workspace.clone(),
        };
        self.to(next).await
    }
}

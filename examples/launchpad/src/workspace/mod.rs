//! Workspaces: a fresh clone for each attempt, and what runs in it.

mod child;
mod output;

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::{fs, process::Command};

pub(crate) use self::child::Ended;
use crate::project::ProjectId;

/// The status by which a task asks: `EX_TEMPFAIL` of sysexits.h, "try again later". The question is the last line that it printed.
const ASKS: i32 = 75;

/// A clone is over by then, or the repository is too big for this service.
const CLONE_LIMIT: Duration = Duration::from_mins(2);

/// Why there is no workspace, or no result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the workspace `{folder}` cannot be used: {source}")]
    Folder { folder: PathBuf, source: io::Error },
    #[error("`{program}` cannot be run: {source}")]
    Program { program: String, source: io::Error },
    #[error("`{program}` ended with {status}:\n{output}")]
    Failed {
        program: String,
        status: String,
        output: String,
    },
    #[error("`{program}` was stopped after {limit:?}:\n{output}")]
    TooSlow {
        program: String,
        limit: Duration,
        output: String,
    },
    #[error(
        "`{program}` ended with status {ASKS}, which asks a question, and printed none: print it as the last line"
    )]
    AskedNothing { program: String },
}

/// What a task came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is done. The last that it printed.
    Done(String),
    /// It wants to know something, and is to be run again with the answer.
    Asks(String),
}

/// The folder of all workspaces.
#[derive(Debug, Clone)]
pub(crate) struct Workspaces {
    pub(crate) folder: PathBuf,
    /// How long a task may run.
    pub(crate) task_limit: Duration,
}

impl Workspaces {
    /// Clones the repository into a folder that no other attempt has: that of a dead one may still be written to by what it
    /// started. It is there whole, or not at all.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it kills the clone, and leaves a part of it for [`remove`](Self::remove).
    pub(crate) async fn prepare(
        &self,
        id: ProjectId,
        epoch: i64,
        repository: &Path,
    ) -> Result<PathBuf, Error> {
        let project = self.folder.join(id.to_string());
        let (part, whole) = (
            project.join(format!("{epoch}.part")),
            project.join(epoch.to_string()),
        );
        fs::create_dir_all(&project)
            .await
            .map_err(of_folder(&project))?;
        let mut clone = Command::new("git");
        clone
            .args(["clone", "--quiet", "--no-hardlinks", "--template=", "--"])
            .args([repository, &part]);
        let ended = child::run("git clone", clone, &project, CLONE_LIMIT).await?;
        ended.success("git clone")?;
        fs::rename(&part, &whole).await.map_err(of_folder(&part))?;
        Ok(whole)
    }

    /// Runs a task in its workspace. `answers` are those that the user has given so far; the task finds the last one in `ANSWER`.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it kills the task, with everything that it has started and that stayed in its process group.
    pub(crate) async fn run(
        &self,
        workspace: &Path,
        program: &Path,
        task: &str,
        answers: &[String],
    ) -> Result<Outcome, Error> {
        let mut command = Command::new(program);
        if let Some(answer) = answers.last() {
            command.env("ANSWER", answer);
        }
        command.env("ANSWERS", answers.len().to_string());
        let ended = child::run(task, command, workspace, self.task_limit).await?;
        if ended.status.code() != Some(ASKS) {
            return ended.success(task).map(Outcome::Done);
        }
        match ended.output.last_line() {
            Some(question) => Ok(Outcome::Asks(question)),
            None => Err(Error::AskedNothing {
                program: task.to_owned(),
            }),
        }
    }

    /// Removes what a project that is over has left.
    pub(crate) async fn remove(&self, id: ProjectId) {
        let folder = self.folder.join(id.to_string());
        match fs::remove_dir_all(&folder).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(folder = %folder.display(), %error, "a workspace cannot be removed");
            }
            _ => {}
        }
    }

    /// Removes what earlier processes have left of projects that are not among these.
    pub(crate) async fn remove_all_but(&self, live: &[ProjectId]) -> io::Result<()> {
        fs::create_dir_all(&self.folder).await?;
        let mut folders = fs::read_dir(&self.folder).await?;
        while let Some(folder) = folders.next_entry().await? {
            let name = folder.file_name();
            // Only what this service can have made.
            if let Some(id) = name.to_str().and_then(|name| name.parse().ok())
                && !live.contains(&id)
            {
                self.remove(id).await;
            }
        }
        Ok(())
    }
}

impl Ended {
    fn success(self, program: &str) -> Result<String, Error> {
        if self.status.success() {
            return Ok(self.output.text());
        }
        Err(Error::Failed {
            program: program.to_owned(),
            status: self.status.to_string(),
            output: self.output.text(),
        })
    }
}

fn of_folder(folder: &Path) -> impl FnOnce(io::Error) -> Error {
    move |source| Error::Folder {
        folder: folder.to_owned(),
        source,
    }
}

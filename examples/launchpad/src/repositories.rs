//! The repositories that may be launched: those inside one folder, and in each the tasks that are committed to it.

use std::{
    io,
    path::{Component, Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use serde::Serialize;
use tokio::{fs, process::Command, time::timeout};

/// Where a repository keeps its tasks: executable files, of which a user names one. So nobody who reaches the service runs
/// anything but what somebody has committed below the allowed folder.
const TASKS: &str = ".launchpad";

/// Names are short, here and in the database.
pub(crate) const LONGEST_NAME: usize = 200;

/// `git ls-tree` is over by then.
const LISTING_LIMIT: Duration = Duration::from_secs(10);

/// Why something cannot be launched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(
        "`{name}` is no name of a repository: give its path below the folder of repositories, without `..`"
    )]
    BadName { name: String },
    #[error("there is no git repository `{name}`")]
    NoRepository { name: String },
    #[error(
        "`{name}` has no task `{task}`: commit an executable file `{TASKS}/{task}` to its branch"
    )]
    NoTask { name: String, task: String },
    #[error("git cannot list the tasks of `{name}`: {problem}")]
    Git { name: String, problem: String },
    #[error("the folder of repositories cannot be read: {0}")]
    Root(#[from] io::Error),
}

/// A repository and what can be run in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Repository {
    pub(crate) name: String,
    pub(crate) tasks: Vec<String>,
}

/// The folder of all repositories.
#[derive(Debug, Clone)]
pub(crate) struct Repositories {
    /// Without symbolic links, so that what is inside can be told from what is not.
    root: PathBuf,
}

impl Repositories {
    pub(crate) fn of(root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        Ok(Self { root })
    }

    /// The folder of a repository, once it is known to be inside the root and a repository.
    pub(crate) async fn find(&self, name: &str) -> Result<PathBuf, Error> {
        let is_plain = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if name.is_empty()
            || name.len() > LONGEST_NAME
            || !is_plain
            || name.chars().any(char::is_control)
        {
            let name = name.chars().take(LONGEST_NAME).collect();
            return Err(Error::BadName { name });
        }
        let missing = || Error::NoRepository {
            name: name.to_owned(),
        };
        // Through symbolic links, of which one may lead out.
        let folder = fs::canonicalize(self.root.join(name)).await;
        let folder = folder.map_err(|_| missing())?;
        if folder == self.root || !folder.starts_with(&self.root) || !is_repository(&folder).await {
            return Err(missing());
        }
        Ok(folder)
    }

    /// Whether this can be launched.
    pub(crate) async fn check(&self, name: &str, task: &str) -> Result<(), Error> {
        let folder = self.find(name).await?;
        let tasks = tasks(name, &folder).await?;
        if !tasks.iter().any(|known| known == task) {
            return Err(Error::NoTask {
                name: name.to_owned(),
                task: task.chars().take(LONGEST_NAME).collect(),
            });
        }
        Ok(())
    }

    /// What can be launched. A repository that git cannot read has no tasks, and hides no other.
    pub(crate) async fn list(&self) -> Result<Vec<Repository>, Error> {
        let mut repositories = Vec::new();
        let mut folders = fs::read_dir(&self.root).await?;
        while let Some(folder) = folders.next_entry().await? {
            let name = folder.file_name();
            let Some(name) = name.to_str() else { continue };
            let Ok(folder) = self.find(name).await else {
                continue;
            };
            let tasks = tasks(name, &folder).await.unwrap_or_else(|error| {
                tracing::warn!(%error, "a repository is left out");
                Vec::new()
            });
            repositories.push(Repository {
                name: name.to_owned(),
                tasks,
            });
        }
        repositories.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(repositories)
    }
}

/// The program of a task in a clone.
pub(crate) fn program(workspace: &Path, task: &str) -> PathBuf {
    workspace.join(TASKS).join(task)
}

async fn is_repository(folder: &Path) -> bool {
    let is_there = async |path: &str| fs::try_exists(folder.join(path)).await.unwrap_or(false);
    is_there(".git").await || (is_there("HEAD").await && is_there("objects").await)
}

/// The executable files that are committed to the folder of tasks.
async fn tasks(name: &str, folder: &Path) -> Result<Vec<String>, Error> {
    let failed = |problem: String| Error::Git {
        name: name.to_owned(),
        problem,
    };
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["ls-tree", "-z", "HEAD", &format!("{TASKS}/")])
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let listed = timeout(LISTING_LIMIT, command.output()).await;
    let listed = listed
        .map_err(|_| failed(format!("it took more than {LISTING_LIMIT:?}")))?
        .map_err(|error| failed(error.to_string()))?;
    if !listed.status.success() {
        let problem = String::from_utf8_lossy(&listed.stderr);
        return Err(failed(problem.trim().to_owned()));
    }
    let text = String::from_utf8_lossy(&listed.stdout);
    Ok(text
        .split('\0')
        .filter_map(task)
        .map(str::to_owned)
        .collect())
}

/// The task in a line of `git ls-tree`: mode, kind, hash, tab, path. A symbolic link has another mode.
fn task(line: &str) -> Option<&str> {
    let (entry, path) = line.split_once('\t')?;
    let name = path.strip_prefix(TASKS)?.strip_prefix('/')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (entry.starts_with("100755 blob") && name.chars().all(is_plain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A root with an empty repository `inside`, and one beside the root.
    fn folders() -> (tempfile::TempDir, Repositories) {
        let folder = tempfile::tempdir().unwrap();
        for repository in ["root/inside", "outside"] {
            std::fs::create_dir_all(folder.path().join(repository).join(".git")).unwrap();
        }
        let root = folder.path().join("root");
        std::fs::create_dir(root.join("plain")).unwrap();
        symlink(folder.path().join("outside"), root.join("link")).unwrap();
        symlink(root.join("inside"), root.join("alias")).unwrap();
        (folder, Repositories::of(&root).unwrap())
    }

    #[tokio::test]
    async fn what_leads_out_of_the_root_is_refused() {
        let (folder, repositories) = folders();
        assert!(repositories.find("inside").await.is_ok());
        assert!(repositories.find("alias").await.is_ok());
        let outside = folder.path().join("outside");
        let outside = outside.to_str().unwrap();
        for name in [
            "..",
            "../outside",
            "inside/../../outside",
            "",
            ".",
            outside,
            "a\nb",
        ] {
            let found = repositories.find(name).await;
            assert!(
                matches!(found, Err(Error::BadName { .. })),
                "{name}: {found:?}"
            );
        }
        for name in ["link", "plain", "missing"] {
            let found = repositories.find(name).await;
            assert!(
                matches!(found, Err(Error::NoRepository { .. })),
                "{name}: {found:?}"
            );
        }
    }

    #[test]
    fn only_executable_files_are_tasks() {
        let hash = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
        let line = |mode: &str, name: &str| format!("{mode} blob {hash}\t.launchpad/{name}");
        assert_eq!(task(&line("100755", "build")), Some("build"));
        assert_eq!(task(&line("100644", "notes")), None);
        assert_eq!(task(&line("120000", "link")), None);
        assert_eq!(task(&line("100755", "a b")), None);
        assert_eq!(task(""), None);
    }
}

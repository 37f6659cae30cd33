//! Processes that run projects, and their ends.

use std::{
    io::{self, BufRead, BufReader, Read},
    ops::Range,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use endstate::BoxError;

use super::{
    after, before,
    faults::{Faults, plan},
};
use crate::{arguments::Serve, experiment::Setting, saga::Version};

/// What a process prints when all that is left are projects that wait for its end.
const ONLY_THE_DOOMED: &str = "only the doomed are left";

/// How a process ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ending {
    /// The next version is to run: `main` returns, whatever is under way.
    Deploy,
    /// SIGKILL, as when memory runs out.
    Kill,
}

impl Ending {
    /// They take turns.
    pub(super) fn of_batch(number: i64) -> Self {
        if number % 2 == 0 {
            Self::Deploy
        } else {
            Self::Kill
        }
    }
}

/// A process with some projects.
pub(super) struct Process {
    child: Child,
    /// Closed, it asks the process to end.
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Process {
    pub(super) fn start(
        setting: &Setting,
        version: Version,
        url: &str,
        projects: Range<u32>,
    ) -> io::Result<Self> {
        let mut child = Command::new(&setting.program)
            .args(["serve", "--version", version.name(), "--url", url])
            .args(["--seed", &setting.seed.to_string()])
            .args(["--runs", &setting.runs.to_string()])
            .args(["--from", &projects.start.to_string()])
            .args(["--to", &projects.end.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self {
            stdin: child.stdin.take(),
            stdout: BufReader::new(stdout),
            child,
        })
    }

    pub(super) fn until_only_the_doomed_are_left(&mut self) -> io::Result<()> {
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        if line.trim_end() == ONLY_THE_DOOMED {
            return Ok(());
        }
        let problem = "a process of the experiment ended before its time; what it printed says why";
        Err(io::Error::other(problem))
    }

    pub(super) fn end(mut self, ending: Ending) -> io::Result<()> {
        match ending {
            Ending::Deploy => drop(self.stdin.take()),
            Ending::Kill => self.child.kill()?,
        }
        self.child.wait().map(drop)
    }
}

/// A process that outlived the experiment would keep the database open.
impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What such a process does.
///
/// # Errors
///
/// The database cannot be used.
pub fn serve(serve: &Serve) -> Result<(), BoxError> {
    let projects = i64::from(serve.from)..i64::from(serve.to);
    let faults = Faults::new(plan(serve.seed, serve.runs));
    let doomed = projects
        .clone()
        .filter(|&number| faults.is_doomed(number))
        .count();
    let runtime = tokio::runtime::Runtime::new()?;
    let until_the_end = async {
        faults.until_doomed(doomed).await;
        println!("{ONLY_THE_DOOMED}");
        told_to_end().await
    };
    let served = match serve.version {
        Version::Plain => {
            runtime.block_on(before::serve(&serve.url, projects, &faults, until_the_end))
        }
        Version::Endstate => {
            runtime.block_on(after::serve(&serve.url, projects, &faults, until_the_end))
        }
    };
    // A deploy waits for nobody: with the runtime goes what is under way.
    drop(runtime);
    served
}

/// Until standard input is closed.
async fn told_to_end() -> io::Result<()> {
    let read = || io::stdin().read_to_end(&mut Vec::new());
    tokio::task::spawn_blocking(read).await?.map(drop)
}

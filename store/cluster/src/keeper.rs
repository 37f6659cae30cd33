//! The process that starts and stops the server, and outlives this one for as long as that takes.

use std::{
    fs,
    io::{self, BufRead as _, BufReader, Write as _},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use crate::{Unavailable, installed};

/// Dropping it stops the server at once and removes the folder; so does the end of this process, since the keeper then finds its
/// input closed.
#[derive(Debug)]
pub(crate) struct Keeper {
    process: Child,
    /// `None` in `drop` alone.
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    folder: PathBuf,
}

impl Keeper {
    pub(crate) fn start(programs: &Path) -> Result<Self, Unavailable> {
        let mut process = installed::unprivileged("sh")?
            .args(["-c", include_str!("keeper.sh"), "keeper"])
            .arg(programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // What is sent to the group of the tests, such as an interrupt from a terminal, must not stop it in its work.
            .process_group(0)
            .spawn()
            .map_err(not_run)?;
        let (Some(commands), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(not_run(io::ErrorKind::BrokenPipe.into()));
        };
        let mut keeper = Self {
            process,
            commands: Some(commands),
            answers: BufReader::new(answers),
            folder: PathBuf::new(),
        };
        let folder = keeper.answer().map_err(|_| Unavailable::Folder {
            problem:
                "the user that Postgres runs as cannot make one in the folder for temporary files"
                    .to_owned(),
        })?;
        keeper.folder = folder.into();
        Ok(keeper)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the files of a new server.
    pub(crate) fn init(&mut self) -> Result<(), Unavailable> {
        self.tell("init")
    }

    /// Starts the server, and waits until it is ready, for 60 seconds at most.
    pub(crate) fn start_server(&mut self) -> Result<(), Unavailable> {
        self.tell("start")
    }

    /// Stops the server, in a mode of `pg_ctl`, and waits until it is down, for 60 seconds at most.
    pub(crate) fn stop_server(&mut self, mode: &str) -> Result<(), Unavailable> {
        self.tell(&format!("stop {mode}"))
    }

    fn tell(&mut self, command: &str) -> Result<(), Unavailable> {
        let Some(commands) = &mut self.commands else {
            return Err(not_run(io::ErrorKind::BrokenPipe.into()));
        };
        writeln!(commands, "{command}").map_err(not_run)?;
        if self.answer().map_err(not_run)? == "0" {
            return Ok(());
        }
        let read = |log: &str| fs::read_to_string(self.folder.join(log)).unwrap_or_default();
        Err(Unavailable::Failed {
            what: command.to_owned(),
            log: read("command.log") + &last_lines(&read("server.log")),
        })
    }

    fn answer(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.commands.take());
        // It cannot fail for a child that nobody else waits for, and there is nothing left to do if it does.
        let _ = self.process.wait();
    }
}

fn not_run(source: io::Error) -> Unavailable {
    Unavailable::Program {
        program: "pg_ctl",
        source,
    }
}

fn last_lines(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

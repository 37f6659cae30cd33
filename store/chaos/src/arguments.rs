//! The command line.

use std::{path::PathBuf, str::FromStr, time::Duration};

use endstate::BoxError;
use endstate_cluster::Engine;

/// What this process is for.
pub(crate) enum Command {
    Run(Plan),
    /// One of the processes that a run starts.
    Worker(Task),
}

/// A run.
pub(crate) struct Plan {
    pub(crate) engine: Engine,
    pub(crate) length: Duration,
    pub(crate) workers: usize,
    pub(crate) rows: usize,
    pub(crate) seed: u64,
    /// Whether it ends with the process that started it: for tests.
    pub(crate) bound: bool,
}

/// What a process of a run has to do.
pub(crate) struct Task {
    pub(crate) role: Role,
    pub(crate) url: String,
    /// Where it writes what was acknowledged.
    pub(crate) log: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Drives what is ready.
    Worker,
    /// Answers what rests.
    Answerer,
}

impl Role {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::Answerer => "answerer",
        }
    }
}

impl Command {
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, BoxError> {
        let mut plan = Plan {
            engine: Engine::Sqlite,
            length: Duration::from_secs(30),
            workers: 4,
            rows: 500,
            seed: 1,
            bound: false,
        };
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| format!("`{word}` needs a value"))
            };
            match word.as_str() {
                "--database" => plan.engine = engine(&value()?)?,
                "--seconds" => plan.length = Duration::from_secs(number(&word, &value()?)?),
                "--workers" => plan.workers = number::<usize>(&word, &value()?)?.max(1),
                "--rows" => plan.rows = number(&word, &value()?)?,
                "--seed" => plan.seed = number(&word, &value()?)?,
                "--bound" => plan.bound = true,
                "worker" => return Ok(Self::Worker(Task::of(Role::Worker, value()?, value()?))),
                "answerer" => {
                    return Ok(Self::Worker(Task::of(Role::Answerer, value()?, value()?)));
                }
                other => {
                    let known =
                        "--database sqlite|postgres --seconds N --workers W --rows R --seed S";
                    return Err(format!("`{other}` is unknown; known are: {known}").into());
                }
            }
        }
        Ok(Self::Run(plan))
    }
}

impl Task {
    fn of(role: Role, url: String, log: String) -> Self {
        Self {
            role,
            url,
            log: log.into(),
        }
    }
}

fn engine(word: &str) -> Result<Engine, BoxError> {
    match word {
        "sqlite" => Ok(Engine::Sqlite),
        "postgres" => Ok(Engine::Postgres),
        other => Err(format!("`{other}` is no database: sqlite or postgres").into()),
    }
}

fn number<N: FromStr>(name: &str, word: &str) -> Result<N, BoxError> {
    word.parse()
        .map_err(|_| format!("`{name}` needs a number, and `{word}` is none").into())
}

//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::saga::{Saga, Version};

/// Five incidents, each in a plain version and in one with endstate, under the same faults.
#[derive(Debug, Parser)]
#[command(name = "sagas", version)]
pub struct Arguments {
    /// Decides what goes wrong, and when.
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// How many runs each version has.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub runs: u32,
    /// Only these; may be given several times.
    #[arg(long, value_enum)]
    pub only: Vec<Saga>,
    /// Use this Postgres instead of SQLite: `postgres://user@host/database`. What it needs is made in schemas called
    /// `sagas_..`, which are dropped when the next run begins.
    #[arg(long, value_name = "URL")]
    pub postgres: Option<String>,
    /// Where the databases, `report.json` and `chart.svg` go.
    #[arg(long, value_name = "FOLDER", default_value = "target/sagas")]
    pub out: PathBuf,
    /// What a process of the experiment is started with.
    #[command(subcommand)]
    pub process: Option<Process>,
}

/// What a process of the experiment is started with.
#[derive(Debug, Subcommand)]
pub enum Process {
    /// A process that runs some projects, and is killed or sent home while others are under way.
    #[command(hide = true)]
    Serve(Serve),
}

/// Which projects a process runs.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// In which version.
    #[arg(long, value_enum)]
    pub version: Version,
    /// In which database.
    #[arg(long)]
    pub url: String,
    /// Whose faults.
    #[arg(long)]
    pub seed: u64,
    /// How many runs there are in all.
    #[arg(long)]
    pub runs: u32,
    /// The first of its own.
    #[arg(long)]
    pub from: u32,
    /// The one after the last of its own.
    #[arg(long)]
    pub to: u32,
}

impl Arguments {
    /// The sagas that were asked for, in the order of the paper.
    pub fn sagas(&self) -> impl Iterator<Item = Saga> {
        let all = Saga::ALL.into_iter();
        all.filter(|saga| self.only.is_empty() || self.only.contains(saga))
    }
}

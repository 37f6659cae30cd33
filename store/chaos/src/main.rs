//! A chaos run over the durable store: real worker processes that are killed, stopped past their leases and cut off from their
//! database, and a look at every row and its history afterwards.
//!
//! ```text
//! cargo run -p endstate-store-chaos -- --database postgres --seconds 120 --workers 6 --rows 2000 --seed 7
//! ```
//!
//! It ends with a report, and with exit code 1 and the offending rows where anything is wrong. The seed fixes what is done in which
//! order; what the processes make of it depends on the machine.

mod acknowledged;
mod arguments;
mod disturbance;
mod errand;
mod fleet;
mod process;
mod report;
mod supervisor;
mod verdict;
mod worker;

use std::{process::ExitCode, time::Duration};

use endstate::BoxError;
use endstate_store::{Durability, Error, Settings, Store};

use self::arguments::Command;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("endstate-store-chaos: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, BoxError> {
    let command = Command::parse(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    match command {
        Command::Run(plan) => runtime.block_on(supervisor::run(&plan)),
        Command::Worker(task) => {
            runtime.block_on(worker::run(&task))?;
            Ok(true)
        }
    }
}

const LEASE: Duration = Duration::from_secs(2);
const GRACE: Duration = Duration::from_millis(300);
const SWEEP: Duration = Duration::from_millis(300);

/// A store with which everything happens soon.
async fn open(url: &str) -> Result<Store, Error> {
    let settings = Settings::new()
        .lease(LEASE)
        .renew_every(LEASE / 5)
        .grace(GRACE)
        .sweep_every(SWEEP)
        .recheck_every(Duration::from_millis(500))
        .answer_within(Duration::from_secs(5))
        .connections(4)
        .durability(Durability::ProcessKill);
    if url.starts_with("sqlite:") {
        settings.open(url).await
    } else {
        settings.connect(url).await
    }
}

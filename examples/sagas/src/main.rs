//! Five incidents, each in a plain version and in one with endstate, under the same faults.

use std::{env, fs, process::ExitCode, time::Instant};

use clap::Parser as _;
use endstate::BoxError;
use indicatif::{ProgressBar, ProgressStyle};
use sagas::{
    arguments::{Arguments, Process},
    database::Databases,
    experiment::{Progress, Setting},
    report::Report,
    saga::{Saga, Version},
    unsupervised_task,
};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.process {
        Some(Process::Serve(serve)) => unsupervised_task::serve(serve).map(|()| true),
        None => run(&arguments),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => fail("a version with endstate left something behind"),
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::FAILURE
}

/// Says whether the versions with endstate left nothing behind.
fn run(arguments: &Arguments) -> Result<bool, BoxError> {
    fs::create_dir_all(&arguments.out)?;
    let out = arguments.out.canonicalize()?;
    let setting = Setting {
        seed: arguments.seed,
        runs: arguments.runs,
        databases: match &arguments.postgres {
            Some(url) => Databases::At(url.clone()),
            None => Databases::In(out),
        },
        program: env::current_exe()?,
    };
    let began = Instant::now();
    let bar = Bar::new(arguments.sagas().count(), arguments.runs)?;
    let outcomes = setting.run(arguments.sagas(), &bar);
    bar.0.finish_and_clear();
    let report = Report {
        seed: setting.seed,
        database: setting.databases.engine(),
        outcomes: outcomes?,
    };
    report.write(&arguments.out)?;
    println!("{}", report.table());
    let (seconds, out) = (began.elapsed().as_secs_f64(), arguments.out.display());
    println!(
        "Seed {}, {}, {seconds:.1} s. The databases, report.json and chart.svg are in {out}.",
        report.seed, report.database
    );
    Ok(report.is_clean_with_endstate())
}

/// One step for each run of each version.
struct Bar(ProgressBar);

impl Bar {
    fn new(sagas: usize, runs: u32) -> Result<Self, BoxError> {
        let all = (sagas * Version::ALL.len()) as u64 * u64::from(runs);
        let style = ProgressStyle::with_template("{bar:32} {pos:>5}/{len} {elapsed:>4}  {msg}")?;
        Ok(Self(ProgressBar::new(all).with_style(style)))
    }
}

impl Progress for Bar {
    fn begins(&self, saga: Saga, version: Version) {
        self.0.set_message(format!("{saga}, {version}"));
        self.0.tick();
    }

    fn over(&self, runs: u64) {
        self.0.inc(runs);
    }
}

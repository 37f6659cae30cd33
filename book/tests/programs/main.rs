//! Every program that a page shows is run, and prints what the page says that it prints.
//!
//! After a wanted change, `BLESS=1 cargo test -p endstate-book --test programs` writes the outputs anew; read them before
//! you commit them.
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]

mod list;
mod shown;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use list::PROGRAMS;

/// None of them takes a second on an idle machine.
const LIMIT: Duration = Duration::from_mins(2);

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("programs")
}

/// What it prints. It has to end well, and to say nothing on stderr.
fn run(executable: &str, argument: Option<&str>) -> String {
    let mut command = Command::new(executable);
    command
        .args(argument)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut program = command.spawn().unwrap();
    let began = Instant::now();
    // What they print fits into the pipes.
    while program.try_wait().unwrap().is_none() {
        if began.elapsed() > LIMIT {
            program.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(5));
    }
    let output = program.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success(),
        "{executable}: {}\n{stderr}",
        output.status
    );
    assert!(stderr.is_empty(), "{executable} says on stderr:\n{stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is wrong with what a program prints, if anything is.
fn complaint(name: &str, printed: &str) -> Option<String> {
    let path = programs().join(name).with_extension("txt");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, printed).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    (kept != printed).then(|| format!("{name} prints\n{printed}\nand its page shows\n{kept}"))
}

#[test]
fn every_program_prints_what_its_page_shows() {
    // They wait more than they work.
    let complaints: Vec<String> = thread::scope(|scope| {
        let start =
            |(name, executable)| scope.spawn(move || complaint(name, &run(executable, None)));
        let runs: Vec<_> = PROGRAMS.iter().copied().map(start).collect();
        runs.into_iter()
            .filter_map(|run| run.join().unwrap())
            .collect()
    });
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

#[test]
fn a_change_on_postgres_prints_what_its_page_shows() {
    // Where none is installed it is left out, and `ENDSTATE_REQUIRE_POSTGRES` says whether that is well.
    let Some(database) = endstate_cluster::Database::postgres() else {
        return;
    };
    let listed = PROGRAMS.iter().find(|(name, _)| *name == "change/pause");
    let (_, executable) = listed.unwrap();
    let printed = run(executable, Some(database.url()));
    assert_eq!(complaint("change/pause-postgres", &printed), None);
}

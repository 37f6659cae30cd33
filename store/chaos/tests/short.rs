//! A short run on each database, by the program itself.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::process::Command;

fn run(database: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_endstate-store-chaos"))
        .args(["--database", database, "--seconds", "8"])
        .args(["--workers", "3", "--rows", "300", "--seed", "42", "--bound"])
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    println!("{report}{errors}");
    assert!(
        output.status.success(),
        "something is wrong: see the report"
    );
    let number = |name: &str| -> usize {
        let line = report.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.unwrap().parse().unwrap()
    };
    assert_eq!(number("rows"), 300);
    assert!(number("kills") >= 3, "it was no chaos");
    assert!(number("stops") >= 1, "it was no chaos");
    assert!(number("acknowledged") >= 300, "nobody worked");
    let restarts = usize::from(database == "postgres");
    assert!(number("restarts") >= restarts, "the server stayed up");
}

#[test]
fn every_row_is_well_after_a_short_run_on_sqlite() {
    run("sqlite");
}

#[test]
fn every_row_is_well_after_a_short_run_on_postgres() {
    if endstate_cluster::shared().is_some() {
        run("postgres");
    }
}

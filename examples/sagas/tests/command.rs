//! The command as the README has it.
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use sagas::saga::Saga;
use serde_json::Value;

fn sagas(out: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sagas"));
    command.arg("--out").arg(out).args(arguments);
    command.output().unwrap()
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The table that `text` has, from its head to its last line of numbers.
fn table(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim_end);
    let from_head = lines.skip_while(|line| !line.contains("stranded"));
    from_head
        .take_while(|line| !line.is_empty() && *line != "```")
        .collect()
}

#[test]
fn the_readmes_and_the_book_show_what_the_command_prints() {
    let out = tempfile::tempdir().unwrap();
    let output = sagas(out.path(), &[]);
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    // The last is what the book takes in.
    for shown in [
        "README.md",
        "examples/sagas/README.md",
        "examples/sagas/table.txt",
    ] {
        let shown = fs::read_to_string(root().join(shown)).unwrap();
        assert_eq!(table(&shown), table(&printed));
    }
    // The chart beside the README is the one of this run.
    let drawn = fs::read_to_string(out.path().join("chart.svg")).unwrap();
    let shown = fs::read_to_string(root().join("examples/sagas/chart.svg")).unwrap();
    assert_eq!(drawn, shown);
    what_a_repair_leaves_is_as_the_readme_has_it(out.path());
}

/// What a repair by hand would leave follows from what it would not mend.
fn what_a_repair_leaves_is_as_the_readme_has_it(out: &Path) {
    let readme = fs::read_to_string(root().join("examples/sagas/README.md")).unwrap();
    let json = fs::read_to_string(out.join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&json).unwrap();
    // The outcomes are in the order of the sagas, the plain version of each before the other.
    let number = |saga: Saga, version: usize, of: &str, name: &str| {
        let outcome = &report["outcomes"][saga as usize * 2 + version];
        outcome[of][name].as_u64().unwrap()
    };
    let rows = number(Saga::UnsupervisedTask, 0, "counts", "stranded_rows");
    let errors = number(Saga::UnsupervisedTask, 0, "by_fault", "an error");
    let closed = "live streams that were closed under their page";
    let closed = number(Saga::UnownedHandle, 0, "besides", closed);
    let [plain, endstate] =
        [0, 1].map(|version| number(Saga::UnorderedSubscription, version, "besides", "answered"));
    let invalid = number(Saga::UnenforcedInvariant, 0, "counts", "invalid_rows");
    let new_path = number(Saga::UnenforcedInvariant, 0, "by_fault", "the new path");
    for left in [
        format!("{} of {rows} rows", rows - errors),
        format!("{closed} live streams"),
        format!("{} answers", endstate - plain),
        format!("{} of {invalid} rows", invalid - new_path),
    ] {
        assert!(readme.contains(&left), "{left}");
    }
}

#[test]
fn every_mistake_of_the_table_is_a_case_that_does_not_compile() {
    let out = tempfile::tempdir().unwrap();
    let output = sagas(out.path(), &["--runs", "1"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    let readme = fs::read_to_string(root().join("examples/sagas/README.md")).unwrap();
    for saga in Saga::ALL {
        let mistake = saga.mistake();
        let line = format!("| {} | `{}` |", mistake.words, mistake.case);
        assert!(readme.contains(&line), "{line}");
        assert!(root().join(mistake.case).is_file(), "{}", mistake.case);
        let message = mistake.message();
        for part in message.split(": await") {
            assert!(mistake.stderr.contains(part), "{part}");
        }
        for shown in [mistake.words, mistake.case, &message] {
            assert!(printed.contains(shown), "{printed}");
        }
    }
}

#[test]
fn only_what_was_asked_for_is_run_and_reported() {
    let out = tempfile::tempdir().unwrap();
    let only = ["--only", "unowned-handle", "--runs", "30", "--seed", "3"];
    let output = sagas(out.path(), &only);
    assert!(output.status.success(), "{output:?}");
    let json = fs::read_to_string(out.path().join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["seed"], 3);
    let outcomes = report["outcomes"].as_array().unwrap();
    assert_eq!(outcomes.len(), 2);
    for outcome in outcomes {
        assert_eq!(outcome["saga"], "unowned-handle");
        assert_eq!(outcome["runs"], 30);
        assert!(outcome["counts"]["open_handles"].is_u64());
        assert!(outcome["counts"]["hung_waits"].is_null());
    }
}

#[test]
fn a_word_that_is_no_saga_is_answered_with_those_that_are() {
    let out = tempfile::tempdir().unwrap();
    let output = sagas(out.path(), &["--only", "unowned-handel"]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("unowned-handle"), "{said}");
}

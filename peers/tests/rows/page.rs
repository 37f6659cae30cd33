//! The book's page and what stands here say the same: each cell of its table has a test or a case, and each of those a cell.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The columns of the table, by the names of the tests in a row.
const PEERS: [&str; 8] = [
    "plain_enum",
    "statum",
    "typestate",
    "state_machines",
    "statig",
    "smlang",
    "rust_fsm",
    "endstate",
];

/// A cell in which nothing is claimed.
const NOTHING: &str = "–";

fn below(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn page() -> String {
    fs::read_to_string(below("../book/src/comparison.md")).unwrap()
}

/// The cells of each row, by the name of the row's tests: the first word in backticks.
fn table() -> BTreeMap<String, Vec<String>> {
    let page = page();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let name = cells[0].split('`').nth(1).unwrap().to_owned();
        assert_eq!(cells.len(), 1 + PEERS.len(), "{name}");
        (
            name,
            cells[1..].iter().map(|&cell| cell.to_owned()).collect(),
        )
    })
    .collect()
}

/// What the page says in a cell.
pub(crate) fn cell(row: &str, peer: &str) -> String {
    let column = PEERS.iter().position(|&it| it == peer).unwrap();
    table()[row][column].clone()
}

/// The tests in the row's module, and the cases in its folder.
fn shown(row: &str) -> BTreeSet<String> {
    let module = fs::read_to_string(below(&format!("tests/rows/{row}.rs"))).unwrap_or_default();
    let tests = module.split("#[test]\nfn ").skip(1);
    let tests = tests.map(|test| test.split('(').next().unwrap().to_owned());
    let cases = fs::read_dir(below(&format!("tests/ui/{row}")))
        .into_iter()
        .flatten();
    let cases = cases.map(|case| case.unwrap().path());
    let records = cases.filter(|case| case.extension().is_some_and(|it| it == "stderr"));
    let cases = records.map(|case| case.file_stem().unwrap().to_str().unwrap().to_owned());
    tests.chain(cases).collect()
}

#[test]
fn every_cell_is_shown_and_nothing_else_is() {
    let table = table();
    let by_script = ["no_std"];
    let mut problems = Vec::new();
    for (row, cells) in &table {
        if by_script.contains(&row.as_str()) {
            continue;
        }
        let shown = shown(row);
        for (peer, cell) in PEERS.iter().zip(cells) {
            let claims = cell != NOTHING;
            if claims != shown.contains(*peer) {
                problems.push(format!("{row}, {peer}: the page says `{cell}`"));
            }
        }
    }
    // Modules and folders without a row.
    let rows = fs::read_dir(below("tests/rows")).unwrap();
    let folders = fs::read_dir(below("tests/ui")).unwrap();
    for entry in rows.chain(folders) {
        let path = entry.unwrap().path();
        let row = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let no_row = ["main", "page", "together", "walk"];
        if !table.contains_key(&row) && !no_row.contains(&row.as_str()) {
            problems.push(format!("{}: no row of the page", path.display()));
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn what_needs_a_standard_library_is_what_the_script_says() {
    let script = fs::read_to_string(below("../ci/no-std")).unwrap();
    let named = |from: &str| -> BTreeSet<String> {
        let list = script
            .split_once(from)
            .unwrap()
            .1
            .split_once(';')
            .unwrap()
            .0;
        list.split_whitespace()
            .map(|peer| peer.replace('-', "_"))
            .collect()
    };
    let without = named("for peer in endstate");
    let with = named("for peer in statum");
    for peer in &PEERS[1..] {
        let cell = cell("no_std", peer);
        let first = ["endstate", "statum"].contains(peer);
        assert!(
            first || without.contains(*peer) != with.contains(*peer),
            "{peer}"
        );
        assert_eq!(
            cell == "no",
            *peer == "statum" || with.contains(*peer),
            "{peer}: {cell}"
        );
    }
}

#[test]
fn every_path_on_the_page_is_there() {
    let page = page();
    let roots = [
        "peers/",
        "ci/",
        "runtime/",
        "store/",
        "macros/",
        "ui-tests/",
        "examples/",
    ];
    let quoted = page.split('`').skip(1).step_by(2);
    let included = page.split("{{#include ../../").skip(1);
    let included = included.map(|rest| rest.split([':', '}']).next().unwrap());
    let paths = quoted.filter(|path| roots.iter().any(|root| path.starts_with(root)));
    let missing: Vec<&str> = paths
        .chain(included)
        .filter(|path| !below("..").join(path).exists())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Such as `panic::endstate`.
#[test]
fn every_proof_that_the_text_names_is_there() {
    let (page, table) = (page(), table());
    let quoted = page.split('`').skip(1).step_by(2);
    let proofs = quoted.filter_map(|words| words.split_once("::"));
    let proofs: Vec<_> = proofs.filter(|(_, peer)| PEERS.contains(peer)).collect();
    let missing =
        |&&(row, peer): &&(&str, &str)| !table.contains_key(row) || !shown(row).contains(peer);
    let missing: Vec<_> = proofs.iter().filter(missing).collect();
    assert!(proofs.len() > 10 && missing.is_empty(), "{missing:?}");
}

//! Messages on the pages are messages that the compiler prints.

use std::{collections::BTreeSet, fs, path::Path};

use crate::markdown::pages;

/// The message with other names: what stands between backticks is the example's own.
fn without_names(message: &str) -> String {
    let mut out = String::new();
    for (i, part) in message.split('`').enumerate() {
        out.push_str(if i % 2 == 0 { part } else { "`_`" });
    }
    // A list of names may be longer in one example than in another.
    while out.contains("`_`, `_`") {
        out = out.replace("`_`, `_`", "`_`");
    }
    out.replace("`_` and `_`", "`_`")
}

fn expected(folder: &Path, messages: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            expected(&path, messages);
        } else if path.extension().is_some_and(|ext| ext == "stderr") {
            let text = fs::read_to_string(&path).unwrap();
            let errors = text.lines().filter(|line| line.starts_with("error"));
            messages.extend(errors.map(without_names));
        }
    }
}

#[test]
fn every_quoted_error_is_one_that_a_ui_case_expects() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui-tests/tests/ui");
    let mut messages = BTreeSet::new();
    expected(Path::new(cases), &mut messages);

    let pages = pages();
    let fences = pages
        .iter()
        .flat_map(|page| page.fences.iter().map(move |fence| (page, fence)));
    let quoted = fences.flat_map(|(page, fence)| {
        let errors = fence.body.iter().filter(|line| line.starts_with("error"));
        errors.map(move |line| (page, line))
    });
    let unknown: Vec<String> = quoted
        .filter(|(_, line)| !messages.contains(&without_names(line)))
        .map(|(page, line)| format!("{}: {line}", page.path))
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn names_are_taken_out_and_words_are_not() {
    let same = [
        "choose from `A`, or mark `B`",
        "choose from `A`, `B` and `C`, or mark `D`",
    ];
    assert_eq!(without_names(same[0]), without_names(same[1]));
    assert_ne!(
        without_names("`A` lists `B` twice"),
        without_names("`A` is in `B` twice")
    );
}

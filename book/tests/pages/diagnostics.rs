//! Each case of the ui tests is on one page of the diagnostics, and each page shows one of its own.
//!
//! `BLESS=1 cargo test -p endstate-book --test pages` writes the messages beside the cases, and the list of all messages.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
};

use crate::{
    cases::cases,
    markdown::{Page, pages, src},
};

/// A page for one diagnostic, and the cases that it lists, with where each of them stands.
pub(crate) struct Diagnostic {
    pub(crate) page: Page,
    pub(crate) title: String,
    pub(crate) cases: Vec<String>,
}

impl Diagnostic {
    fn read(page: Page) -> Option<Self> {
        let heading = page.prose.iter().position(|line| line == "## Cases")?;
        let items = page.prose[heading..].iter();
        let cases = items
            .filter_map(|line| case_of(line))
            .map(str::to_owned)
            .collect();
        let title = page.prose[0].trim_start_matches("# ").to_owned();
        Some(Self { page, title, cases })
    }
}

/// The case that a line of a list is about.
fn case_of(line: &str) -> Option<&str> {
    Some(line.strip_prefix("- `")?.split_once('`')?.0)
}

pub(crate) fn diagnostics() -> Vec<Diagnostic> {
    let pages = pages().into_iter();
    let found: Vec<_> = pages
        .filter(|page| page.path.starts_with("diagnostics/"))
        .filter_map(Diagnostic::read)
        .collect();
    assert!(found.len() > 30, "the diagnostics are not where they were");
    found
}

/// What `path` holds, or what it should: with `BLESS` it is written.
pub(crate) fn assert_written(path: &str, wanted: &str) {
    let file = src().join(path);
    if env::var_os("BLESS").is_some() {
        // At once: other tests read the pages meanwhile.
        let new = file.with_extension("new");
        fs::write(&new, wanted).unwrap();
        fs::rename(&new, &file).unwrap();
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == wanted,
        "{path} is out of date; `BLESS=1` writes it, and wants\n{wanted}"
    );
}

#[test]
fn every_case_is_on_exactly_one_page() {
    let mut on: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for diagnostic in diagnostics() {
        for case in diagnostic.cases {
            on.entry(case)
                .or_default()
                .push(diagnostic.page.path.clone());
        }
    }
    let there: BTreeSet<String> = cases().into_keys().collect();
    let listed: BTreeSet<String> = on.keys().cloned().collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "list these under `## Cases` of a page in `diagnostics`, or write one: {missing:#?}"
    );
    let unknown: Vec<_> = listed.difference(&there).collect();
    assert!(unknown.is_empty(), "there are no such cases: {unknown:#?}");
    let twice: Vec<_> = on.iter().filter(|(_, pages)| pages.len() > 1).collect();
    assert!(twice.is_empty(), "on several pages: {twice:#?}");
}

#[test]
fn a_page_shows_a_case_of_its_own_with_its_message() {
    for diagnostic in diagnostics() {
        let path = &diagnostic.page.path;
        let shown = |extension: &str| -> Vec<String> {
            let fences = diagnostic.page.fences.iter();
            let targets = fences.flat_map(|fence| fence.includes());
            let names = targets.filter_map(|target| {
                let (_, case) = target.split_once("/ui-tests/tests/ui/")?;
                case.strip_suffix(extension).map(str::to_owned)
            });
            names.collect()
        };
        let (code, message) = (shown(".rs"), shown(".stderr"));
        assert!(!code.is_empty(), "{path} shows no case");
        assert_eq!(code, message, "{path}: each case with its message");
        for case in code {
            assert!(
                diagnostic.cases.contains(&case),
                "{path} shows {case} and does not list it"
            );
        }
    }
}

#[test]
fn a_page_says_what_its_cases_print() {
    let cases = cases();
    for diagnostic in diagnostics() {
        let path = &diagnostic.page.path;
        let text = fs::read_to_string(src().join(path)).unwrap();
        let (before, _) = text.split_once("## Cases\n").unwrap();
        let mut wanted = format!("{before}## Cases\n\n");
        for case in &diagnostic.cases {
            let Some(errors) = cases.get(case) else {
                panic!("{path}: there is no case {case}");
            };
            writeln!(wanted, "- `{case}`: {}", errors.join(" · ")).unwrap();
        }
        assert_written(path, &wanted);
    }
}

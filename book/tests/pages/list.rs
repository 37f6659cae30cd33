//! Every message can be found by its words, and what this library says in words of its own has one page.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::{
    cases::{cases, without_names},
    diagnostics::{assert_written, diagnostics},
};

/// What rustc says in its own words. It says so of different mistakes, which have a page each.
const WORDS_OF_RUSTC: &[&str] = &[
    "captures state from its environment",
    "borrowed data escapes",
    "cannot be sent between threads safely",
    "cannot find type",
    "cannot move out of",
    "is not a future",
    "lifetime may not live long enough",
    "mismatched types",
    "in initializer of",
    "the trait bound",
    "argument was supplied",
    "but its trait bounds were not satisfied",
    "no method named",
    "no function or associated item",
    "operator can only be applied",
];

const HEAD: &str = "\
# Find a message

Every error that the project's ui tests expect, in the order of its words. What stands in backticks is an example, and does not
count for the order. The arrow leads to the page. The search of this book (the key `s`) finds the words as well.

";

/// The words that a message is sorted by: without its code, and without the names at its beginning.
fn words(message: &str) -> String {
    let (_, said) = message.split_once(": ").unwrap_or(("", message));
    let said = without_names(said).replace("`_`", "").to_lowercase();
    let letters = said.trim_start_matches(|c: char| !c.is_alphanumeric());
    letters.to_owned()
}

/// A message with the names of one case, and the pages about it, each with its title.
struct Entry {
    message: String,
    pages: BTreeSet<(String, String)>,
}

/// All messages, by their words.
fn entries() -> BTreeMap<(String, String), Entry> {
    let cases = cases();
    let mut entries = BTreeMap::new();
    // A case with several mistakes says nothing new of each, but for what is said nowhere else.
    for of_several in [false, true] {
        for diagnostic in diagnostics() {
            let page = (diagnostic.title, diagnostic.page.path);
            let wanted = |case: &&String| case.contains("/several-") == of_several;
            for message in diagnostic
                .cases
                .iter()
                .filter(wanted)
                .flat_map(|case| &cases[case])
            {
                let key = (words(message), without_names(message));
                if of_several && entries.contains_key(&key) {
                    continue;
                }
                let entry = entries.entry(key).or_insert_with(|| Entry {
                    message: message.clone(),
                    pages: BTreeSet::new(),
                });
                entry.pages.insert(page.clone());
            }
        }
    }
    entries
}

#[test]
fn a_message_in_our_words_has_one_page() {
    let mut used = BTreeSet::new();
    let mut several = Vec::new();
    for entry in entries()
        .into_values()
        .filter(|entry| entry.pages.len() > 1)
    {
        let rustc = WORDS_OF_RUSTC
            .iter()
            .find(|words| entry.message.contains(**words));
        match rustc {
            Some(words) => _ = used.insert(*words),
            None => several.push((entry.message, entry.pages)),
        }
    }
    assert!(several.is_empty(), "on several pages: {several:#?}");
    assert_eq!(
        used,
        WORDS_OF_RUSTC.iter().copied().collect(),
        "words that are not needed"
    );
}

#[test]
fn every_message_can_be_found() {
    let mut list = String::from(HEAD);
    for entry in entries().into_values() {
        let link = |(title, path): &(String, String)| {
            format!("[{title}]({})", path.trim_start_matches("diagnostics/"))
        };
        let links: Vec<String> = entry.pages.iter().map(link).collect();
        writeln!(list, "- {}\\\n  → {}", entry.message, links.join(", ")).unwrap();
    }
    assert_written("diagnostics/messages.md", &list);
}

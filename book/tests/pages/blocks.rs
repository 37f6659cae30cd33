//! Code on the pages.

use std::fs;

use crate::markdown::{Fence, Page, pages};

/// Calls `check` for every fence in the book, and fails with what it complains about.
fn for_each_fence(check: impl Fn(&Page, &Fence) -> Option<&'static str>) {
    let pages = pages();
    let complaints: Vec<String> = pages
        .iter()
        .flat_map(|page| page.fences.iter().map(move |fence| (page, fence)))
        .filter_map(|(page, fence)| {
            check(page, fence).map(|problem| format!("{}:{}: {problem}", page.path, fence.line))
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_block_names_its_language() {
    // rustdoc would take a block without one for Rust.
    for_each_fence(|_, fence| {
        let known = ["rust", "rs", "text", "toml", "console"];
        let word = fence.info.split(',').next().unwrap_or_default();
        (!known.contains(&word)).then_some("an unknown language, or none")
    });
}

#[test]
fn every_page_with_rust_is_compiled() {
    let lib = concat!(env!("CARGO_MANIFEST_DIR"), "/lib.rs");
    let lib = fs::read_to_string(lib).unwrap();
    for_each_fence(|page, fence| {
        let compiled = lib.contains(&format!("\"src/{}\"", page.path));
        (fence.is_rust() && !compiled).then_some("this page is not in lib.rs")
    });
}

#[test]
fn no_block_is_left_out_without_a_reason() {
    for_each_fence(|_, fence| {
        let left_out = fence
            .info
            .split(',')
            .any(|word| ["ignore", "no_run", "compile_fail"].contains(&word.trim()));
        let reason = fence.before.starts_with("<!-- ") && fence.before.ends_with(" -->");
        (left_out && !reason).then_some("not run; say why in a comment above it")
    });
}

#[test]
fn what_rustdoc_compiles_includes_nothing() {
    // rustdoc does not know `{{#include}}`.
    for_each_fence(|_, fence| {
        let includes = !fence.includes().is_empty();
        (fence.is_rust() && includes).then_some("an include in a block of Rust")
    });
}

#[test]
fn what_is_not_compiled_here_is_compiled_elsewhere() {
    // `rs` is shown as Rust, and rustdoc leaves it alone: so it comes from where CI compiles it.
    let compiled = [
        "/ui-tests/tests/ui/",
        "/programs/",
        "/peers/",
        "/examples/",
        "/runtime/no-std/",
    ];
    for_each_fence(|_, fence| {
        let from = |line: &String| {
            let include = line.starts_with("{{#include ../") && line.ends_with("}}");
            include && compiled.iter().any(|folder| line.contains(folder))
        };
        let shown = fence.info.split(',').any(|word| word.trim() == "rs");
        (shown && !fence.body.iter().all(from)).then_some("not wholly from a file that is compiled")
    });
}

#[test]
fn what_a_program_prints_is_taken_in_and_not_copied() {
    // What is meant to be copied by readers says so.
    for_each_fence(|_, fence| {
        let words: Vec<&str> = fence.info.split(',').collect();
        let from_a_file = |line: &String| line.starts_with("{{#include ../");
        let copied = words[0] == "text" && !fence.body.iter().all(from_a_file);
        (copied && !words.contains(&"template")).then_some("text that no test has seen printed")
    });
}

#[test]
fn every_part_that_is_included_is_marked_in_its_file() {
    // mdBook shows nothing at all for an anchor that is not there.
    for_each_fence(|page, fence| {
        let missing = |(path, anchor): &(&str, &str)| {
            let text = fs::read_to_string(page.folder().join(path)).unwrap_or_default();
            let marked = |mark: &str| {
                text.lines()
                    .any(|line| line.trim() == format!("// {mark}: {anchor}"))
            };
            !(marked("ANCHOR") && marked("ANCHOR_END"))
        };
        let missing = fence.parts().iter().any(missing);
        missing.then_some("an include of a part that is not marked")
    });
}

#[test]
fn every_include_leads_to_a_file() {
    for_each_fence(|page, fence| {
        let missing = |path: &&str| !page.folder().join(path).is_file();
        fence
            .includes()
            .iter()
            .any(missing)
            .then_some("an include of a file that is not there")
    });
}

#[test]
fn no_line_of_shown_code_is_wider_than_the_page() {
    for_each_fence(|_, fence| {
        let shown = fence.body.iter().filter(|line| !line.starts_with("# "));
        let wide = shown.map(|line| line.chars().count()).max() > Some(100);
        (fence.is_rust() && wide).then_some("a line of more than 100 characters")
    });
}

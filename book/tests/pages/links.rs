//! Pages, and links between them.

use std::{collections::BTreeSet, fs};

use crate::markdown::{Page, pages, src};

/// What stands in the parentheses of the links in `text`.
fn links(text: &str) -> Vec<&str> {
    text.match_indices("](")
        .filter_map(|(at, open)| text[at + open.len()..].split_once(')'))
        .map(|(target, _)| target)
        .collect()
}

#[test]
fn the_summary_lists_every_page_and_nothing_else() {
    let summary = fs::read_to_string(src().join("SUMMARY.md")).unwrap();
    let listed: BTreeSet<String> = links(&summary).into_iter().map(str::to_owned).collect();
    let there = pages().into_iter().map(|page| page.path);
    let there: BTreeSet<String> = there.filter(|path| path != "SUMMARY.md").collect();
    assert_eq!(listed, there);
}

#[test]
fn links_lead_to_pages_and_headings_that_exist() {
    let pages = pages();
    let mut broken = Vec::new();
    for page in &pages {
        // A link may begin on one line and end on the next.
        let prose = page.prose.join(" ");
        for target in links(&prose) {
            if !target.starts_with("https://") && !resolves(page, target, &pages) {
                broken.push(format!("{}: {target}", page.path));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn resolves(page: &Page, target: &str, pages: &[Page]) -> bool {
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() {
        src().join(&page.path)
    } else {
        page.folder().join(path)
    };
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let has = |page: &Page| page.anchors().iter().any(|anchor| anchor == heading);
    heading.is_empty()
        || pages
            .iter()
            .find(|page| src().join(&page.path) == path)
            .is_some_and(has)
}

#[test]
fn every_page_begins_with_its_one_title() {
    for page in pages() {
        let titles = page.prose.iter().filter(|line| line.starts_with("# "));
        assert!(page.prose[0].starts_with("# "), "{}", page.path);
        // The summary's other titles name its parts.
        assert!(
            page.path == "SUMMARY.md" || titles.count() == 1,
            "{}",
            page.path
        );
    }
}

//! Messages on the pages are messages that the compiler prints: they are taken in from where the ui tests expect them.

use std::fs;

use crate::markdown::{Page, pages};

/// The line takes in a whole `.stderr`, or one line of it, which has to be an error.
fn takes_a_message_in(page: &Page, line: &str) -> bool {
    let target = line.strip_prefix("{{#include ");
    let target = target.and_then(|target| target.strip_suffix("}}"));
    let Some(target) = target.filter(|target| target.contains("/tests/ui/")) else {
        return false;
    };
    let Some((path, number)) = target.split_once(".stderr:") else {
        return target.ends_with(".stderr");
    };
    let file = page.folder().join(format!("{path}.stderr"));
    let text = fs::read_to_string(file).unwrap_or_default();
    let number: usize = number.parse().unwrap_or(0);
    let line = text.lines().nth(number.wrapping_sub(1));
    line.is_some_and(|line| line.starts_with("error"))
}

#[test]
fn every_message_is_taken_in_and_none_is_copied() {
    let mut copied = Vec::new();
    for page in &pages() {
        for fence in &page.fences {
            let marked = fence.info.split(',').any(|word| word == "message");
            let said = |line: &String| line.starts_with("error") || line.starts_with("warning: ");
            let taken_in = |line: &String| takes_a_message_in(page, line);
            let fine = if marked {
                fence.body.iter().all(taken_in)
            } else {
                !fence.body.iter().any(|line| said(line) || taken_in(line))
            };
            if !fine {
                copied.push(format!("{}:{}", page.path, fence.line));
            }
        }
    }
    assert!(copied.is_empty(), "{}", copied.join("\n"));
}

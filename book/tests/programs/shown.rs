//! Each program is on the list, and on a page together with its output.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{list::PROGRAMS, programs};

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|there| there == extension) {
            found.push(path);
        }
    }
}

/// Names of the files below `programs` with this extension, without it.
fn names(extension: &str) -> BTreeSet<String> {
    let mut found = Vec::new();
    files(&programs(), extension, &mut found);
    let below = |path: PathBuf| {
        let below = path.strip_prefix(programs()).unwrap().with_extension("");
        below.to_str().unwrap().to_owned()
    };
    found.into_iter().map(below).collect()
}

#[test]
fn every_program_is_on_the_list_and_has_its_output() {
    let listed: BTreeSet<String> = PROGRAMS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(listed, names("rs"));
    let outputs = names("txt").into_iter();
    let alone = |name: &String| !name.ends_with("-postgres");
    assert_eq!(listed, outputs.filter(alone).collect());
}

#[test]
fn no_line_that_is_shown_is_wider_than_the_page() {
    let mut sources = Vec::new();
    files(&programs(), "rs", &mut sources);
    for source in sources {
        let text = fs::read_to_string(&source).unwrap();
        let mut parts = 0;
        for line in text.lines() {
            parts += i32::from(line.starts_with("// ANCHOR: "));
            parts -= i32::from(line.starts_with("// ANCHOR_END: "));
            let fits = parts == 0 || line.chars().count() <= 100;
            assert!(fits, "{}: {line}", source.display());
        }
        assert_eq!(parts, 0, "{}: a part has no end", source.display());
    }
}

#[test]
fn every_program_is_on_a_page_with_its_output() {
    let mut pages = Vec::new();
    files(&programs().join("../src"), "md", &mut pages);
    let pages: Vec<String> = pages
        .iter()
        .map(|page| fs::read_to_string(page).unwrap())
        .collect();
    for (name, _) in PROGRAMS {
        let code = format!("/programs/{name}.rs:");
        let output = format!("/programs/{name}.txt}}}}");
        assert!(
            pages
                .iter()
                .any(|page| page.contains(&code) && page.contains(&output)),
            "no page shows {name} and what it prints"
        );
    }
}

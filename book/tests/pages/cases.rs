//! The cases of `ui-tests`, and what rustc says in each.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui-tests/tests/ui"))
}

/// The errors of each case, by its name, such as `graph/dead-end`. An error that comes twice with other names counts once.
pub(crate) fn cases() -> BTreeMap<String, Vec<String>> {
    let mut cases = BTreeMap::new();
    for area in fs::read_dir(folder()).unwrap() {
        let area = area.unwrap().path();
        for file in fs::read_dir(&area).unwrap() {
            let file = file.unwrap().path();
            if file
                .extension()
                .is_some_and(|extension| extension == "stderr")
            {
                let name = file.strip_prefix(folder()).unwrap().with_extension("");
                let text = fs::read_to_string(&file).unwrap();
                cases.insert(name.to_str().unwrap().to_owned(), errors(&text));
            }
        }
    }
    assert!(cases.len() > 300, "the cases are not where they were");
    cases
}

fn errors(stderr: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let errors = stderr.lines().filter(|line| line.starts_with("error"));
    errors
        .filter(|line| seen.insert(without_names(line)))
        .map(str::to_owned)
        .collect()
}

/// The message with other names: what stands between backticks is the example's own.
pub(crate) fn without_names(message: &str) -> String {
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

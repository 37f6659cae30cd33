//! What the derive writes, checked in and formatted, so that a change to it shows in review.
//!
//! Beside each `snapshots/<name>.rs` stands `<name>.expanded.rs`; `BLESS=1 cargo test -p endstate-macros` rewrites them.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use quote::ToTokens;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

/// The expansion of the one enum in the file, formatted.
fn expanded(file: &Path) -> String {
    let source = fs::read_to_string(file).expect("the enum is there");
    let mut parsed = syn::parse_file(&source).expect("the enum parses");
    let Some(syn::Item::Enum(mut item)) = parsed.items.pop() else {
        panic!("{} holds no enum", file.display());
    };
    let is_derive = |attribute: &syn::Attribute| attribute.path().is_ident("derive");
    let derives = item.attrs.iter().filter(|attribute| is_derive(attribute));
    let is_durable = derives
        .into_iter()
        .any(|derives| derives.to_token_stream().to_string().contains("Durable"));
    // rustc does not show a derive its own attribute.
    item.attrs.retain(|attribute| !is_derive(attribute));
    let item = item.to_token_stream();
    let mut output = crate::lifecycle(item.clone());
    if is_durable {
        output.extend(crate::durable(item));
    }
    prettyplease::unparse(&syn::parse2(output).expect("the expansion parses"))
}

fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

fn is_expansion(file: &Path) -> bool {
    file.to_string_lossy().ends_with(".expanded.rs")
}

#[test]
fn expansions_are_as_checked_in() {
    let bless = env::var_os("BLESS").is_some();
    let mut changed = Vec::new();
    for file in files().iter().filter(|file| !is_expansion(file)) {
        let expanded = expanded(file);
        let snapshot = file.with_extension("expanded.rs");
        if fs::read_to_string(&snapshot).is_ok_and(|kept| kept == expanded) {
            continue;
        }
        if bless {
            fs::write(&snapshot, expanded).expect("the snapshot can be written");
        } else {
            changed.push(first_difference(&snapshot, &expanded));
        }
    }
    assert!(
        changed.is_empty(),
        "run with BLESS=1 and read the diff:\n{}",
        changed.join("\n")
    );
}

fn first_difference(snapshot: &Path, expanded: &str) -> String {
    let kept = fs::read_to_string(snapshot).unwrap_or_default();
    let same = kept.lines().zip(expanded.lines());
    let line = same.take_while(|(kept, new)| kept == new).count();
    format!(
        "{}:{}\n- {}\n+ {}",
        snapshot.display(),
        line + 1,
        kept.lines().nth(line).unwrap_or_default(),
        expanded.lines().nth(line).unwrap_or_default()
    )
}

#[test]
fn no_snapshot_is_left_behind() {
    for file in files().iter().filter(|file| is_expansion(file)) {
        let of = file.with_extension("").with_extension("rs");
        assert!(of.exists(), "{} is of no enum", file.display());
    }
}

/// What a reader of the expansion has to get through.
#[test]
fn a_connection_of_four_states_expands_to_few_lines() {
    let lines = expanded(&folder().join("connection.rs")).lines().count();
    assert!(lines <= 251, "{lines} lines, and at most 251 are promised");
}

#[test]
fn a_mistake_in_a_table_is_reported_once_and_the_table_is_still_there() {
    let expanded = expanded(&folder().join("project_after_mistakes.rs"));
    assert_eq!(expanded.matches("compile_error!").count(), 2, "{expanded}");
    for code in [
        "struct Project<",
        "fn to<'moving, ",
        "fn rest(",
        "impl __s::Durable for ProjectState",
    ] {
        assert!(expanded.contains(code), "no {code}");
    }
}

#[test]
fn a_mistake_is_reported_once_and_the_names_are_still_there() {
    let expanded = expanded(&folder().join("after_mistakes.rs"));
    assert_eq!(expanded.matches("compile_error!").count(), 2, "{expanded}");
    for name in [
        "struct Open",
        "struct Room",
        "struct Shut",
        "struct Door<",
        "enum AnyDoor",
        "enum DoorEnd",
    ] {
        assert!(expanded.contains(name), "no {name}");
    }
}

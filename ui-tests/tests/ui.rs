//! What must not compile: every file in `tests/ui/` holds one mistake, and beside it stands what rustc says of it.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

#[test]
fn every_mistake_is_refused_in_the_words_on_record() {
    trybuild::TestCases::new().compile_fail("tests/ui/**/*.rs");
}

/// One mistake gives one error, and the note in the case says where and in which words.
#[test]
fn every_note_stands_for_one_error_on_record() {
    let files = files_below(Path::new("tests/ui")).expect("the cases are readable");
    let with = |extension: &str| -> BTreeSet<PathBuf> {
        let chosen = files
            .iter()
            .filter(|file| file.extension().is_some_and(|it| it == extension));
        chosen.map(|file| file.with_extension("")).collect()
    };
    let (cases, records) = (with("rs"), with("stderr"));
    assert!(!cases.is_empty(), "no case found");

    let orphans = records
        .difference(&cases)
        .map(|orphan| format!("{}.stderr: no case of that name", orphan.display()));
    let differences = cases.iter().flat_map(|case| {
        let of_case = match fs::read_to_string(case.with_extension("stderr")) {
            Ok(record) => differences(&read(&case.with_extension("rs")), &record),
            Err(_) => vec!["no `.stderr` beside it".to_owned()],
        };
        let name = case.display();
        of_case
            .into_iter()
            .map(move |difference| format!("{name}.rs: {difference}"))
    });
    let problems: Vec<String> = orphans.chain(differences).collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file that was listed is readable")
}

fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// What the notes in a case promise and the record does not hold, and the reverse.
fn differences(case: &str, record: &str) -> Vec<String> {
    let mut errors = errors(record);
    let notes = notes(case);
    if notes.is_empty() {
        return vec!["no `//~ ERROR: ..` note".to_owned()];
    }
    let mut differences = Vec::new();
    for Note { line, words } in notes {
        let expected = |error: &Error| error.line == line && error.words.contains(&words);
        match errors.iter().position(expected) {
            Some(found) => drop(errors.remove(found)),
            None => differences.push(format!("no error on line {line} says: {words}")),
        }
    }
    let unexpected = errors.iter().map(|Error { line, words }| {
        let message = words.lines().next().unwrap_or_default();
        format!("an error on line {line} without a note: {message}")
    });
    differences.extend(unexpected);
    differences
}

struct Note {
    line: usize,
    words: String,
}

/// `//~ ERROR: words` is about its own line, `//~^` about the one above, and `//~|` about the line of the note before.
fn notes(case: &str) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (i, text) in case.lines().enumerate() {
        let Some((_, note)) = text.split_once("//~") else {
            continue;
        };
        let (mark, words) = note
            .split_once("ERROR: ")
            .expect("a note reads `ERROR: ..`");
        let line = match mark.trim() {
            "^" => i,
            "|" => notes.last().expect("a note comes before it").line,
            _ => i + 1,
        };
        let words = words.to_owned();
        notes.push(Note { line, words });
    }
    notes
}

struct Error {
    line: usize,
    /// All that rustc says, without the source that it quotes.
    words: String,
}

fn errors(record: &str) -> Vec<Error> {
    let mut errors = Vec::new();
    let mut in_error = false;
    for text in record.lines() {
        if text.starts_with("error") || text.starts_with("warning") {
            in_error = text.starts_with("error");
            if in_error {
                let words = String::new();
                errors.push(Error { line: 0, words });
            }
        }
        let Some(error) = errors.last_mut().filter(|_| in_error) else {
            continue;
        };
        if let Some((_, place)) = text.split_once("--> ").filter(|_| error.line == 0) {
            error.line = line_of(place).expect("a place ends in line and column");
        } else if !quotes_source(text) {
            error.words.push_str(text);
            error.words.push('\n');
        }
    }
    errors
}

/// `tests/ui/graph/dead-end.rs:9:5`.
fn line_of(place: &str) -> Option<usize> {
    let mut parts = place.rsplit(':');
    parts.nth(1)?.parse().ok()
}

/// ` 9 |     Parked,`, with the note in it.
fn quotes_source(text: &str) -> bool {
    let text = text.trim_start();
    let number = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    number.len() < text.len() && number.starts_with(' ')
}

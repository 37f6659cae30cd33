//! How things are called: statuses, fresh identifiers, and what somebody who misspelt a name may have meant.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;

/// The name without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// Every identifier in `tokens`, so that a generated one can differ from all of them.
pub(crate) fn identifiers(tokens: TokenStream, found: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                found.insert(plain(&ident));
            }
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The first of `S`, `S1`, `S2`, … that is not taken, and takes it.
pub(crate) fn fresh(wanted: &str, taken: &mut HashSet<String>) -> Ident {
    let mut name = wanted.to_owned();
    let mut n = 0;
    while !taken.insert(name.clone()) {
        n += 1;
        name = format!("{wanted}{n}");
    }
    Ident::new(&name, Span::call_site())
}

/// The `rename_all` of a status.
#[derive(Clone, Copy, Default)]
pub(crate) enum Case {
    #[default]
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
    Camel,
    Pascal,
    Lower,
    Upper,
}

impl Case {
    pub(crate) const NAMES: [(&'static str, Self); 8] = [
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
        ("camelCase", Self::Camel),
        ("PascalCase", Self::Pascal),
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
    ];

    /// The status of a variant whose name is written in Pascal case.
    pub(crate) fn apply(self, variant: &str) -> String {
        match self {
            Self::Snake => separated(variant, '_').to_lowercase(),
            Self::ScreamingSnake => separated(variant, '_').to_uppercase(),
            Self::Kebab => separated(variant, '-').to_lowercase(),
            Self::ScreamingKebab => separated(variant, '-').to_uppercase(),
            Self::Camel => {
                let mut chars = variant.chars();
                let first = chars.next().into_iter().flat_map(char::to_lowercase);
                first.chain(chars.as_str().chars()).collect()
            }
            Self::Pascal => variant.to_owned(),
            Self::Lower => variant.to_lowercase(),
            Self::Upper => variant.to_uppercase(),
        }
    }
}

fn separated(variant: &str, separator: char) -> String {
    let mut out = String::new();
    for (i, c) in variant.char_indices() {
        if i > 0 && c.is_uppercase() {
            out.push(separator);
        }
        out.push(c);
    }
    out
}

/// The candidate that `written` was most likely meant to be.
pub(crate) fn closest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let tolerance = written.chars().count().div_ceil(3);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                distance(&written.to_lowercase(), &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|&(distance, _)| distance <= tolerance)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The edit distance of Levenshtein, row by row.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// `` `A`, `B` and `C` ``.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, closest, distance, listed};

    #[test]
    fn every_case_of_a_status() {
        let statuses = Case::NAMES.map(|(_, case)| case.apply("InputNeeded"));
        assert_eq!(
            statuses,
            [
                "input_needed",
                "INPUT_NEEDED",
                "input-needed",
                "INPUT-NEEDED",
                "inputNeeded",
                "InputNeeded",
                "inputneeded",
                "INPUTNEEDED",
            ]
        );
    }

    #[test]
    fn the_distance_counts_edits() {
        assert_eq!(distance("open", "open"), 0);
        assert_eq!(distance("opne", "open"), 2);
        assert_eq!(distance("", "open"), 4);
        assert_eq!(distance("closed", "close"), 1);
    }

    #[test]
    fn a_misspelt_name_finds_its_neighbour_and_a_foreign_one_finds_none() {
        assert_eq!(closest("Opne", ["Closed", "Open"]), Some("Open"));
        assert_eq!(closest("closed", ["Closed", "Open"]), Some("Closed"));
        assert_eq!(closest("Banana", ["Closed", "Open"]), None);
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(listed(["A"]), "`A`");
        assert_eq!(listed(["A", "B", "C"]), "`A`, `B` and `C`");
    }
}

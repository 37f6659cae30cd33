//! Reading a `CREATE TABLE` statement of SQLite: what it declares, one by one.

use std::{iter::Peekable, str::Chars};

use super::objects::Kind;

/// What a `CREATE TABLE` statement declares.
pub(super) struct Definition {
    pub(super) parts: Vec<Part>,
    /// What follows, such as `STRICT`.
    pub(super) options: String,
}

/// A column or a constraint, as it is written.
pub(super) struct Part {
    pub(super) kind: Kind,
    /// Of a constraint without a name, all of it.
    pub(super) name: String,
    pub(super) text: String,
}

impl Definition {
    pub(super) fn of(statement: &str) -> Self {
        let mut parts = Vec::new();
        let mut part = String::new();
        let mut options = String::new();
        let mut depth = 0_usize;
        let mut quote: Option<char> = None;
        let mut chars = statement.chars().peekable();
        while let Some(mut c) = chars.next() {
            if quote.is_none() && is_comment(c, &mut chars) {
                c = ' ';
            }
            let at = depth;
            match (quote, c) {
                // A quote that is doubled within a quoted text ends it and begins it again.
                (Some(end), c) if c == end => quote = None,
                (None, '\'' | '"' | '`') => quote = Some(c),
                (None, '[') => quote = Some(']'),
                (None, '(') => depth += 1,
                (None, ')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            let is_end = at == 1 && depth == 0;
            if at == 0 {
                options.push(c);
                // What stood before the list is no option.
                if depth == 1 {
                    options.clear();
                }
            } else if is_end || (at == 1 && c == ',' && quote.is_none()) {
                parts.push(Part::of(part.trim()));
                part.clear();
            } else {
                part.push(c);
            }
        }
        Self {
            parts,
            options: options.trim().to_owned(),
        }
    }

    /// The part that declares the same column, or the constraint of the same name.
    pub(super) fn part(&self, part: &Part) -> Option<&Part> {
        let mut parts = self.parts.iter();
        parts.find(|known| known.kind == part.kind && known.name.eq_ignore_ascii_case(&part.name))
    }
}

impl Part {
    fn of(text: &str) -> Self {
        let (first, rest) = word(text);
        let is = |word: &str| {
            text.starts_with(|c: char| c.is_alphabetic()) && first.eq_ignore_ascii_case(word)
        };
        let (kind, name) = if is("CONSTRAINT") {
            (Kind::Constraint, word(rest).0)
        } else if ["CHECK", "UNIQUE", "PRIMARY", "FOREIGN"]
            .into_iter()
            .any(is)
        {
            (Kind::Constraint, text.to_owned())
        } else {
            (Kind::Column, first)
        };
        Self {
            kind,
            name,
            text: text.to_owned(),
        }
    }
}

/// Whether a comment begins here, which is skipped then: SQLite keeps it in its text.
fn is_comment(c: char, rest: &mut Peekable<Chars<'_>>) -> bool {
    match (c, rest.peek()) {
        ('-', Some('-')) => {
            rest.find(|&c| c == '\n');
            true
        }
        ('/', Some('*')) => {
            rest.next();
            let mut last = ' ';
            rest.find(|&c| std::mem::replace(&mut last, c) == '*' && c == '/');
            true
        }
        _ => false,
    }
}

/// The first word, without its quotes, and what follows it.
fn word(text: &str) -> (String, &str) {
    let text = text.trim_start();
    let quote = match text.chars().next() {
        Some('[') => Some(']'),
        Some(c @ ('"' | '`' | '\'')) => Some(c),
        _ => None,
    };
    let Some(quote) = quote else {
        let end = text
            .find(|c: char| c.is_ascii() && !(c.is_ascii_alphanumeric() || c == '_' || c == '$'))
            .unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut name = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c != quote {
            name.push(c);
        } else if chars.peek().is_some_and(|&(_, next)| next == quote) {
            name.push(c);
            chars.next();
        } else {
            return (name, &text[at + c.len_utf8()..]);
        }
    }
    (name, "")
}

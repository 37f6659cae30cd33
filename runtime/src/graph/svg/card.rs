//! What is written in the boxes and beside the edges, and how much room it takes.

use alloc::{format, string::String, vec::Vec};

use crate::graph::{Graph, StateNode, printable};

pub(super) const NAME_SIZE: f64 = 15.0;
pub(super) const SMALL_SIZE: f64 = 11.0;
pub(super) const LINE: f64 = 16.0;
pub(super) const HEAD: f64 = 22.0;
pub(super) const PAD_X: f64 = 14.0;
pub(super) const PAD_Y: f64 = 9.0;

// More than this makes a box that dwarfs the graph; its tooltip has all of it.
const FIELD_CHARS: usize = 32;
const FIELDS: usize = 6;
const LABEL_CHARS: usize = 22;

/// The text of a state's box.
pub(super) struct Card {
    pub(super) name: String,
    /// What the colour says, in words.
    pub(super) mark: Option<String>,
    pub(super) status: Option<String>,
    pub(super) fields: Vec<String>,
}

impl Card {
    pub(super) fn new(graph: &Graph, state: &StateNode) -> Self {
        let mark = match state.trap {
            _ if graph.fixpoints.contains(state.name) => Some("fixpoint".into()),
            Some(reason) => Some(shorten(&format!("trap: {reason}"), FIELD_CHARS)),
            None => None,
        };
        let status = (state.status != snake_case(state.name))
            .then(|| shorten(&format!("stored as {}", state.status), FIELD_CHARS));
        let shown = if state.fields.len() > FIELDS {
            FIELDS - 1
        } else {
            state.fields.len()
        };
        let mut fields: Vec<_> = state.fields[..shown]
            .iter()
            .map(|field| shorten(&format!("{}: {}", field.name, field.ty), FIELD_CHARS))
            .collect();
        if shown < state.fields.len() {
            fields.push(format!("and {} more", state.fields.len() - shown));
        }
        Self {
            name: shorten(state.name, FIELD_CHARS),
            mark,
            status,
            fields,
        }
    }

    /// The lines between the name and the fields.
    pub(super) fn notes(&self) -> impl Iterator<Item = &str> {
        self.mark.iter().chain(&self.status).map(String::as_str)
    }

    pub(super) fn size(&self) -> (f64, f64) {
        let notes = self.notes().map(|note| sans(note, SMALL_SIZE));
        let fields = self.fields.iter().map(|field| mono(field, SMALL_SIZE));
        // Bold text is about an eighth wider.
        let width = notes
            .chain(fields)
            .fold(sans(&self.name, NAME_SIZE) * 1.13, f64::max);
        let gap = if self.fields.is_empty() { 0.0 } else { PAD_Y };
        let lines = count(self.notes().count() + self.fields.len());
        (
            (width + 2.0 * PAD_X).max(72.0),
            HEAD + gap + lines * LINE + 2.0 * PAD_Y,
        )
    }
}

/// All that is known of a state, also what its box has no room for.
pub(super) fn tooltip(state: &StateNode) -> String {
    let mut text = format!("{}, stored as {}", state.name, state.status);
    for (flag, word) in [(state.initial, "initial"), (state.terminal, "terminal")] {
        if flag {
            text.push_str(", ");
            text.push_str(word);
        }
    }
    if let Some(reason) = state.trap {
        text.extend([", trap: ", reason]);
    }
    for group in state.groups {
        text.extend([", group ", group]);
    }
    for field in state.fields {
        text.extend(["; ", field.name, ": ", field.ty]);
    }
    text
}

/// A label, broken into short lines.
pub(super) fn wrap(label: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in clean(label).split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LABEL_CHARS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(shorten(word, FIELD_CHARS)),
        }
    }
    lines
}

/// The room that the lines of a label take.
pub(super) fn label_size(lines: &[String]) -> (f64, f64) {
    let width = lines
        .iter()
        .map(|line| sans(line, SMALL_SIZE))
        .fold(0.0, f64::max);
    if lines.is_empty() {
        (0.0, 0.0)
    } else {
        (width + 8.0, count(lines.len()) * LINE)
    }
}

/// One line of text.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(printable).collect()
}

fn shorten(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

// The reader's fonts are unknown, so these are the widths of a wide one (DejaVu): a box is rather too wide than too narrow.
fn sans(text: &str, size: f64) -> f64 {
    let em = |c| match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.3,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'f' | 'r' | 't' | 'I' | 'J' | '(' | ')' | '[' | ']'
        | '/' | '-' => 0.41,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '#' | '&' | '<' | '>' | '+' | '=' | '~' => 0.95,
        c if c.is_ascii_uppercase() => 0.74,
        c => wide(c).unwrap_or(0.63),
    };
    text.chars().map(em).sum::<f64>() * size
}

fn mono(text: &str, size: f64) -> f64 {
    text.chars().map(|c| wide(c).unwrap_or(0.61)).sum::<f64>() * size
}

/// East Asian characters and emoji take a square.
fn wide(c: char) -> Option<f64> {
    (c >= '\u{1100}' && !('\u{2000}'..='\u{206f}').contains(&c)).then_some(1.1)
}

/// How the derive writes a name unless it is told otherwise; such a status would say nothing new.
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn count(lines: usize) -> f64 {
    u32::try_from(lines).map_or(0.0, f64::from)
}

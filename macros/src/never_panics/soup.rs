//! Tokens that mean little: in attributes, and instead of an enum.

use super::{dice::Dice, enums::Enum};

/// What may stand alone, or between brackets, or after a key.
const TOKENS: [&str; 44] = [
    "initial",
    "terminal",
    "to",
    "group",
    "invariant",
    "rename",
    "trap",
    "handle",
    "context",
    "fixpoint",
    "cancelled",
    "resume",
    "transitions",
    "derive",
    "prefix",
    "rename_all",
    "crate",
    "r#initial",
    "Open",
    "Closed",
    "when",
    "pub",
    "Self",
    "'a",
    "_",
    "\"text\"",
    "\" Conn\"",
    "\"Conn // x\"",
    "\"r#type\"",
    "\"\"",
    "b\"x\"",
    "'c'",
    "1.5e3",
    "0xff",
    "=",
    "=",
    ",",
    ",",
    "::",
    "<",
    ">",
    "!",
    "#",
    "..=",
];

/// Keys with values that are nearly right.
const KEYS: [&str; 40] = [
    "initial",
    "terminal",
    "to(Open, Closed)",
    "to()",
    "to(Open Closed)",
    "to(Open when)",
    "to(Open when 3, Closed)",
    "to(self)",
    "to = Open",
    "to(Open,,)",
    "group()",
    "group(Live, 3)",
    "group(Live::Open)",
    "invariant = holds",
    "invariant",
    "invariant = |it| true",
    "rename = Open",
    "rename = \"open\"",
    "rename = \"\"",
    "trap",
    "trap = \"\"",
    "trap(\"why\")",
    "handle = \"Job\"",
    "handle = Job<'g>",
    "handle = Job<T, const M: u8 = 3>",
    "handle = Job<",
    "handle = fn",
    "context = &'g Ledger",
    "context = _",
    "context",
    "fixpoint = Closed",
    "fixpoint = \"Closed\"",
    "resume(pub(in a::b))",
    "resume()",
    "transitions",
    "derive(Debug,)",
    "derive(Debug Clone)",
    "prefix = \" Conn\"",
    "rename_all = \"Snake_Case\"",
    "crate = \"e\"",
];

/// The same for the second derive.
const DURABLE: [&str; 30] = [
    "table = \"jobs\"",
    "table = jobs",
    "table = \"\"",
    "table",
    "version = 2",
    "version = 0",
    "version = -1",
    "version = 99999999999999999999",
    "version = 2u8",
    "attempts = \"3\"",
    "attempts = 3.5",
    "crate = ::s",
    "crate = \"s\"",
    "resting",
    "resting = true",
    "resting(Open)",
    "deadline = \"24h\" -> Closed",
    "deadline = \"24h\" -> Nowhere",
    "deadline = \"24h\" -> a::Closed",
    "deadline = \"24h\" ->",
    "deadline = \"24h\"",
    "deadline = \"\u{e9}h\" -> Open",
    "deadline(\"24h\" -> Closed)",
    "unbounded = \"why\"",
    "unbounded",
    "references = \"jobs(id)\"",
    "references = \"(\"",
    "column = \"note\"",
    "column = \"id\"",
    "colum = 3",
];

const NO_ATTRIBUTES: [&str; 5] = [
    "#[lifecycle]",
    "#[lifecycle = \"closed\"]",
    "#[lifecycle {}]",
    "#[lifecycle[initial]]",
    "#[other::lifecycle(initial)]",
];

/// Puts attributes on the enum and on some of its variants.
pub(super) fn into_attributes(item: &mut Enum, dice: &mut Dice) {
    item.soup = attributes(dice);
    for variant in &mut item.variants {
        if dice.once_in(3) {
            variant.soup = attributes(dice);
        }
    }
}

/// Annotates the table, and some of the states and the fields.
pub(super) fn into_tables(item: &mut Enum, dice: &mut Dice) {
    item.soup = format!("#[durable(table = \"jobs\")] {}", durable(dice, 8));
    for variant in &mut item.variants {
        variant.soup = durable(dice, 6);
        variant.soup_of_field = durable(dice, 8);
    }
}

/// `#[durable(..)]`, once in so many times.
fn durable(dice: &mut Dice, times: usize) -> String {
    if !dice.once_in(times) {
        return String::new();
    }
    let keys: Vec<&str> = (0..=dice.below(3)).map(|_| dice.one_of(&DURABLE)).collect();
    let keys = keys.join(dice.one_of(&[", ", ", ", ", ", " "]));
    match dice.below(10) {
        0 => format!("#[durable({})]", tokens(dice, 3)),
        1 => "#[durable]".to_owned(),
        _ => format!("#[durable({keys})]"),
    }
}

fn attributes(dice: &mut Dice) -> String {
    let attribute = |dice: &mut Dice| match dice.below(8) {
        0 => dice.one_of(&NO_ATTRIBUTES).to_owned(),
        1 | 2 => format!("#[lifecycle({})]", tokens(dice, 3)),
        _ => {
            let keys: Vec<&str> = (0..=dice.below(3)).map(|_| dice.one_of(&KEYS)).collect();
            format!(
                "#[lifecycle({})]",
                keys.join(dice.one_of(&[", ", ", ", " "]))
            )
        }
    };
    (0..dice.below(3)).map(|_| attribute(dice)).collect()
}

/// A few tokens, some of them in brackets, no deeper than `depth`.
fn tokens(dice: &mut Dice, depth: usize) -> String {
    let mut soup = String::new();
    for _ in 0..dice.below(7) {
        if depth > 0 && dice.once_in(4) {
            let (open, close) = dice.one_of(&[("(", ")"), ("[", "]"), ("{", "}")]);
            soup.extend([open, &tokens(dice, depth - 1), close, " "]);
        } else {
            soup += dice.one_of(&TOKENS);
            soup.push(' ');
        }
    }
    soup
}

/// A struct, a union, an enum without variants, or no item at all.
pub(super) fn no_enum(dice: &mut Dice) -> String {
    let attributes = attributes(dice);
    match dice.below(5) {
        0 => format!("{attributes} struct JobState<T> {{ a: T }}"),
        1 => format!("{attributes} struct JobState; "),
        2 => format!("{attributes} union JobState {{ a: u8 }}"),
        3 => format!("{attributes} enum JobState<T> where T: Copy {{}}"),
        _ => format!("{attributes} enum {}", tokens(dice, 3)),
    }
}

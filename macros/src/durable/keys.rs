//! `#[durable(..)]`, on whatever it stands.

use std::time::Duration;

use proc_macro2::Ident;
use syn::{Attribute, LitInt, LitStr, Path, Token, parse::ParseStream};

use super::duration;
use crate::{
    input::{
        keys::{self, Place, name, text, value},
        mark,
    },
    names::plain,
    report::Report,
};

const ON_ENUM: &[&str] = &["table", "version", "attempts", "crate"];
const ON_VARIANT: &[&str] = &["resting", "deadline", "unbounded"];
const ON_FIELD: &[&str] = &["references", "column"];

/// On the enum.
#[derive(Default)]
pub(crate) struct TableKeys {
    pub(crate) table: Option<LitStr>,
    pub(crate) version: Option<u32>,
    pub(crate) attempts: Option<u32>,
    pub(crate) krate: Option<Path>,
    /// Something here could not be read, so that what is missing may only be misspelt.
    pub(crate) unread: bool,
}

/// On a variant.
#[derive(Default)]
pub(crate) struct VariantKeys {
    pub(crate) resting: Option<Ident>,
    pub(crate) deadline: Option<Deadline>,
    pub(crate) unbounded: Option<Ident>,
    pub(crate) unread: bool,
}

/// `deadline = "24h" -> Expired`.
pub(crate) struct Deadline {
    pub(crate) key: Ident,
    pub(crate) after: Duration,
    pub(crate) to: Ident,
}

/// On a field.
#[derive(Default)]
pub(crate) struct FieldKeys {
    pub(crate) references: Option<LitStr>,
    pub(crate) column: Option<LitStr>,
}

impl TableKeys {
    pub(crate) fn parse(attributes: &[Attribute], report: &mut Report) -> Self {
        let place = Place {
            attribute: "durable",
            known: ON_ENUM,
            lists: &[],
            elsewhere: &[(ON_VARIANT, "a variant"), (ON_FIELD, "a field")],
        };
        let mut keys = Self::default();
        keys.unread = keys::read_all(attributes, &place, report, |key, input, report| {
            match plain(key).as_str() {
                "table" => keys.table = Some(text(key, "table = \"projects\"", input)?),
                "version" => keys.version = Some(count(key, input, report)?),
                "attempts" => keys.attempts = Some(count(key, input, report)?),
                _ => keys.krate = Some(value(key, "path", "crate = path", input, report)?),
            }
            Ok(())
        });
        keys
    }
}

impl VariantKeys {
    pub(crate) fn parse(attributes: &[Attribute], report: &mut Report) -> Self {
        let place = Place {
            attribute: "durable",
            known: ON_VARIANT,
            lists: &[],
            elsewhere: &[(ON_ENUM, "the enum"), (ON_FIELD, "a field")],
        };
        let mut keys = Self::default();
        keys.unread = keys::read_all(attributes, &place, report, |key, input, report| {
            match plain(key).as_str() {
                "resting" => keys.resting = Some(mark(key, input, report)?),
                "deadline" => keys.deadline = Some(deadline(key, input, report)?),
                _ => {
                    let reason = text(key, "unbounded = \"reason\"", input)?;
                    if reason.value().trim().is_empty() {
                        report.mistake(&reason, "say why: `unbounded = \"reason\"`");
                    }
                    keys.unbounded = Some(key.clone());
                }
            }
            Ok(())
        });
        keys
    }
}

impl FieldKeys {
    pub(crate) fn parse(attributes: &[Attribute], report: &mut Report) -> Self {
        let place = Place {
            attribute: "durable",
            known: ON_FIELD,
            lists: &[],
            elsewhere: &[(ON_VARIANT, "a variant"), (ON_ENUM, "the enum")],
        };
        let mut keys = Self::default();
        keys::read_all(attributes, &place, report, |key, input, report| {
            match plain(key).as_str() {
                "references" => {
                    let form = "references = \"table(column)\"";
                    let references = text(key, form, input)?;
                    if !names_a_column(&references.value()) {
                        report.mistake(
                            &references,
                            format!("name a table and its column: `{form}`"),
                        );
                    }
                    keys.references = Some(references);
                }
                _ => keys.column = Some(text(key, "column = \"name\"", input)?),
            }
            Ok(())
        });
        keys
    }
}

/// `follow_ups(id)`.
fn names_a_column(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| c.is_ascii_digit())
    };
    text.strip_suffix(')')
        .and_then(|text| text.split_once('('))
        .is_some_and(|(table, column)| is_name(table) && is_name(column))
}

fn count(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<u32> {
    let key_name = plain(key);
    let number: LitInt = value(key, "number", &format!("{key_name} = 1"), input, report)?;
    // `i32` in the database.
    let most = i32::MAX.unsigned_abs();
    let count = number.base10_parse().ok();
    let count = count.filter(|count| (1..=most).contains(count));
    if count.is_none() {
        report.mistake(
            &number,
            format!("`{key_name}` is a number from 1 to {most}"),
        );
    }
    Ok(count.unwrap_or(1))
}

fn deadline(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Deadline> {
    let form = "deadline = \"24h\" -> Expired";
    let written = text(key, form, input)?;
    let after = duration::read(&written.value()).unwrap_or_else(|| {
        let problem = "write a number and a unit: `ms`, `s`, `m`, `h` or `d`, as in \"24h\"";
        report.mistake(&written, problem);
        Duration::from_secs(1)
    });
    if input.parse::<Option<Token![->]>>()?.is_none() {
        let problem =
            format!("say which terminal state it falls to when the time is over: `{form}`");
        return Err(syn::Error::new_spanned(&written, problem));
    }
    Ok(Deadline {
        key: key.clone(),
        after,
        to: name("state", input, report)?,
    })
}

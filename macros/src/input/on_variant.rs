//! `#[lifecycle(..)]` on a variant.

use proc_macro2::{Ident, TokenTree};
use syn::{
    Attribute, LitStr, Path, Token, ext::IdentExt, parenthesized, parse::ParseStream, token::Paren,
};

use super::{
    keys::{self, Place, name, separated, text, value},
    on_enum,
};
use crate::{names::plain, report::Report};

#[derive(Default)]
pub(crate) struct VariantKeys {
    pub(crate) initial: Option<Ident>,
    pub(crate) terminal: Option<Ident>,
    /// The key `to` itself, and what it lists.
    pub(crate) to: Option<Ident>,
    pub(crate) targets: Vec<Target>,
    pub(crate) groups: Vec<Ident>,
    pub(crate) invariant: Option<Path>,
    pub(crate) rename: Option<LitStr>,
    pub(crate) trap: Option<LitStr>,
    /// Something here could not be read, so that what is missing may only be misspelt.
    pub(crate) unread: bool,
}

/// `Open when "accepted"`.
pub(crate) struct Target {
    pub(crate) state: Ident,
    pub(crate) label: Option<LitStr>,
}

pub(super) const KEYS: &[&str] = &[
    "initial",
    "terminal",
    "to",
    "group",
    "invariant",
    "rename",
    "trap",
];

const PLACE: Place = Place {
    attribute: "lifecycle",
    known: KEYS,
    lists: &["to", "group"],
    elsewhere: &[(on_enum::PLACE.known, "the enum")],
};

impl VariantKeys {
    pub(super) fn parse(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut keys = Self::default();
        keys.unread = keys::read_all(attributes, &PLACE, report, |key, input, report| {
            keys.read(key, input, report)
        });
        keys
    }

    fn read(&mut self, key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<()> {
        match plain(key).as_str() {
            "initial" => self.initial = Some(mark(key, input, report)?),
            "terminal" => self.terminal = Some(mark(key, input, report)?),
            "to" => {
                self.targets.extend(targets(key, input, report)?);
                self.to = Some(key.clone());
            }
            "group" => self.groups.extend(groups(key, input, report)?),
            "invariant" => {
                self.invariant = Some(value(key, "path", "invariant = path", input, report)?);
            }
            "rename" => self.rename = Some(text(key, "rename = \"status\"", input)?),
            _ => self.trap = Some(trap(key, input, report)?),
        }
        Ok(())
    }
}

/// A key that stands alone.
pub(crate) fn mark(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Ident> {
    if input.peek(Token![=]) || input.peek(Paren) {
        report.mistake(
            key,
            format!("`{}` stands alone, without a value", plain(key)),
        );
        while !input.is_empty() && !input.peek(Token![,]) {
            input.parse::<TokenTree>()?;
        }
    }
    Ok(key.clone())
}

fn trap(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<LitStr> {
    let reason = text(key, "trap = \"reason\"", input)?;
    if reason.value().trim().is_empty() {
        report.mistake(&reason, "say why: `trap = \"reason\"`");
    }
    Ok(reason)
}

fn targets(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Vec<Target>> {
    let mut targets = Vec::new();
    list(
        key,
        input,
        report,
        "`to(..)` lists the states that this one leads to; a state that leads nowhere is `terminal`",
        |input, report| {
            let state = name("state", input, report)?;
            targets.push(Target { state, label: None });
            if !input.is_empty() && !input.peek(Token![,]) {
                let label = label(input)?;
                targets.last_mut().map(|target| target.label.insert(label));
            }
            Ok(())
        },
    )?;
    Ok(targets)
}

fn label(input: ParseStream) -> syn::Result<LitStr> {
    let wrong = |at| syn::Error::new(at, "expected `,` or `when \"label\"`");
    let when = Ident::parse_any(input).map_err(|error| wrong(error.span()))?;
    if when != "when" {
        return Err(wrong(when.span()));
    }
    if input.is_empty() || input.peek(Token![,]) {
        return Err(wrong(when.span()));
    }
    let unquoted = |error: syn::Error| {
        syn::Error::new(error.span(), "expected a label in quotes: `when \"label\"`")
    };
    input.parse().map_err(unquoted)
}

fn groups(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Vec<Ident>> {
    let mut groups = Vec::new();
    list(
        key,
        input,
        report,
        "`group(..)` lists the groups that this state belongs to",
        |input, report| {
            groups.push(name("group", input, report)?);
            Ok(())
        },
    )?;
    Ok(groups)
}

/// `key(item, item)`, with at least one item.
fn list(
    key: &Ident,
    input: ParseStream,
    report: &mut Report,
    what: &str,
    mut item: impl FnMut(ParseStream, &mut Report) -> syn::Result<()>,
) -> syn::Result<()> {
    if !input.peek(Paren) {
        report.mistake(key, what);
        return match input.parse::<Option<Token![=]>>()? {
            Some(_) => item(input, report),
            None => Ok(()),
        };
    }
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new_spanned(key, what));
    }
    separated(&content, report, item);
    Ok(())
}

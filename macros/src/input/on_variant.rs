//! `#[lifecycle(..)]` on a variant.

use proc_macro2::Ident;
use syn::{Attribute, LitStr, Path, parenthesized, parse::ParseStream};

use super::{
    keys::{self, Place, separated, value},
    on_enum,
};
use crate::report::Report;

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
    known: KEYS,
    lists: &["to", "group"],
    elsewhere: on_enum::PLACE.known,
    elsewhere_is: "the enum",
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
        match key.to_string().as_str() {
            "initial" => self.initial = Some(key.clone()),
            "terminal" => self.terminal = Some(key.clone()),
            "to" => {
                self.targets.extend(targets(key, input, report)?);
                self.to = Some(key.clone());
            }
            "group" => self.groups.extend(groups(key, input, report)?),
            "invariant" => self.invariant = Some(value(input)?),
            "rename" => self.rename = Some(value(input)?),
            _ => self.trap = Some(value(input)?),
        }
        Ok(())
    }
}

fn targets(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Vec<Target>> {
    let mut targets = Vec::new();
    list(
        key,
        input,
        report,
        "`to(..)` lists the states that this one leads to; a state that leads nowhere is `terminal`",
        |input| {
            let state: Ident = input.parse()?;
            let label = input
                .peek(syn::Ident)
                .then(|| {
                    let when: Ident = input.parse()?;
                    if when == "when" {
                        input.parse::<LitStr>()
                    } else {
                        Err(syn::Error::new_spanned(
                            when,
                            "expected `,` or `when \"label\"`",
                        ))
                    }
                })
                .transpose()?;
            targets.push(Target { state, label });
            Ok(())
        },
    )?;
    Ok(targets)
}

fn groups(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Vec<Ident>> {
    let mut groups = Vec::new();
    list(
        key,
        input,
        report,
        "`group(..)` lists the groups that this state belongs to",
        |input| {
            groups.push(input.parse()?);
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
    mut item: impl FnMut(ParseStream) -> syn::Result<()>,
) -> syn::Result<()> {
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new_spanned(key, what));
    }
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new_spanned(key, what));
    }
    separated(&content, report, |input, _| item(input));
    Ok(())
}

//! `#[lifecycle(..)]` on the enum.

use proc_macro2::Ident;
use syn::{
    Attribute, Generics, LitStr, Path, Token, Type, Visibility, parenthesized, parse::ParseStream,
    token::Paren,
};

use super::{
    keys::{self, Place, name, separated, value},
    on_variant,
};
use crate::{
    names::{Case, closest, listed, plain},
    report::Report,
};

#[derive(Default)]
pub(crate) struct EnumKeys {
    pub(crate) handle: Option<HandleName>,
    pub(crate) context: Option<Type>,
    pub(crate) resume: Option<Visibility>,
    pub(crate) transitions: Option<Visibility>,
    pub(crate) fixpoint: Option<Ident>,
    pub(crate) cancelled: Option<Ident>,
    pub(crate) timed_out: Option<Ident>,
    pub(crate) panicked: Option<Ident>,
    pub(crate) derives: Vec<Path>,
    pub(crate) prefix: Option<LitStr>,
    pub(crate) rename_all: Case,
    pub(crate) krate: Option<Path>,
    /// Something here could not be read, so that what is missing may only be misspelt.
    pub(crate) unread: bool,
}

/// `Pay<'g>`: the handle's name, and parameters of its own for what its context borrows.
pub(crate) struct HandleName {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
}

pub(super) const PLACE: Place = Place {
    known: &[
        "handle",
        "context",
        "fixpoint",
        "cancelled",
        "timed_out",
        "panicked",
        "resume",
        "transitions",
        "derive",
        "prefix",
        "rename_all",
        "crate",
    ],
    lists: &["derive"],
    elsewhere: on_variant::KEYS,
    elsewhere_is: "a variant",
};

impl EnumKeys {
    pub(super) fn parse(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut keys = Self::default();
        keys.unread = keys::read_all(attributes, &PLACE, report, |key, input, report| {
            keys.read(key, input, report)
        });
        keys
    }

    fn read(&mut self, key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<()> {
        match key.to_string().as_str() {
            "handle" => self.handle = Some(HandleName::parse(input)?),
            "context" => self.context = Some(value(input)?),
            "fixpoint" => self.fixpoint = Some(name(input)?),
            "cancelled" => self.cancelled = Some(name(input)?),
            "timed_out" => self.timed_out = Some(name(input)?),
            "panicked" => self.panicked = Some(name(input)?),
            "resume" => self.resume = Some(visibility(input)?),
            "transitions" => self.transitions = Some(transitions(key, input)?),
            "derive" => self.derives.extend(derives(input, report)?),
            "prefix" => self.prefix = Some(prefix(input)?),
            "rename_all" => self.rename_all = case(input)?,
            _ => self.krate = Some(krate(input)?),
        }
        Ok(())
    }
}

impl HandleName {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        Ok(Self {
            ident: name(input)?,
            generics: input.parse()?,
        })
    }
}

/// Private to the module unless a visibility follows in parentheses.
fn visibility(input: ParseStream) -> syn::Result<Visibility> {
    if !input.peek(Paren) {
        return Ok(Visibility::Inherited);
    }
    let content;
    parenthesized!(content in input);
    let visibility = content.parse()?;
    if content.is_empty() {
        Ok(visibility)
    } else {
        Err(content.error("expected a visibility, such as `pub(crate)`"))
    }
}

fn transitions(key: &Ident, input: ParseStream) -> syn::Result<Visibility> {
    if !input.peek(Paren) {
        let problem = "say who may call `to`: `transitions(pub(crate))`; without the key it is private to the module";
        return Err(syn::Error::new_spanned(key, problem));
    }
    visibility(input)
}

fn derives(input: ParseStream, report: &mut Report) -> syn::Result<Vec<Path>> {
    let content;
    parenthesized!(content in input);
    let mut paths = Vec::new();
    separated(&content, report, |input, _| {
        paths.push(Path::parse_mod_style(input)?);
        Ok(())
    });
    Ok(paths)
}

fn prefix(input: ParseStream) -> syn::Result<LitStr> {
    let prefix: LitStr = value(input)?;
    let value = prefix.value();
    // The lexer would skip white space and comments around it.
    if syn::parse_str::<Ident>(&value).is_ok_and(|ident| ident == value && plain(&ident) == value) {
        Ok(prefix)
    } else {
        let problem =
            format!("`{value}` cannot begin a type's name; write for example `prefix = \"Conn\"`");
        Err(syn::Error::new_spanned(prefix, problem))
    }
}

fn case(input: ParseStream) -> syn::Result<Case> {
    let written: LitStr = value(input)?;
    let value = written.value();
    let names = || Case::NAMES.iter().map(|&(name, _)| name);
    if let Some(&(_, case)) = Case::NAMES.iter().find(|&&(name, _)| name == value) {
        return Ok(case);
    }
    let meant = closest(&value, names())
        .map(|meant| format!("; did you mean `{meant}`?"))
        .unwrap_or_default();
    let problem = format!(
        "unknown case `{value}`{meant}\nthe cases are {}",
        listed(names())
    );
    Err(syn::Error::new_spanned(written, problem))
}

fn krate(input: ParseStream) -> syn::Result<Path> {
    input.parse::<Token![=]>()?;
    Path::parse_mod_style(input)
}

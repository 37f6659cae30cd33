//! `#[lifecycle(..)]` on the enum.

use proc_macro2::{Ident, TokenStream};
use syn::{
    Attribute, Generics, LitStr, Path, Token, Type, Visibility, parenthesized,
    parse::{Parse, ParseStream},
    token::Paren,
};

use super::{
    keys::{self, Place, name_of, separated, text, value},
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
    pub(crate) resume: Option<Resume>,
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

/// `resume(pub)`: the key, and who may call it.
pub(crate) struct Resume {
    pub(crate) key: Ident,
    pub(crate) visibility: Visibility,
}

/// `Pay<'g>`: the handle's name, and parameters of its own for what its context borrows.
pub(crate) struct HandleName {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
}

pub(super) const PLACE: Place = Place {
    attribute: "lifecycle",
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
    elsewhere: &[(on_variant::KEYS, "a variant")],
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
        match plain(key).as_str() {
            "handle" => self.handle = Some(HandleName::parse(key, input, report)?),
            "context" => {
                self.context = Some(value(key, "type", "context = Type", input, report)?);
            }
            "fixpoint" => self.fixpoint = Some(fixpoint(key, input, report)?),
            "cancelled" => self.cancelled = Some(fixpoint(key, input, report)?),
            "timed_out" => self.timed_out = Some(fixpoint(key, input, report)?),
            "panicked" => self.panicked = Some(fixpoint(key, input, report)?),
            "resume" => {
                self.resume = Some(Resume {
                    key: key.clone(),
                    visibility: resume(input, report)?,
                });
            }
            "transitions" => self.transitions = Some(transitions(key, input, report)?),
            "derive" => self.derives.extend(derives(key, input, report)?),
            "prefix" => self.prefix = Some(prefix(key, input)?),
            "rename_all" => self.rename_all = case(key, input)?,
            _ => self.krate = Some(krate(key, input, report)?),
        }
        Ok(())
    }
}

fn fixpoint(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Ident> {
    name_of(
        key,
        "state",
        &format!("{} = Variant", plain(key)),
        input,
        report,
    )
}

impl HandleName {
    fn parse(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Self> {
        Ok(Self {
            ident: name_of(key, "handle", "handle = Name", input, report)?,
            generics: input.parse()?,
        })
    }
}

/// Private to the module unless a visibility follows in parentheses.
fn resume(input: ParseStream, report: &mut Report) -> syn::Result<Visibility> {
    if let Some(equals) = input.parse::<Option<Token![=]>>()? {
        report.mistake(
            equals,
            "the visibility stands in parentheses: `resume(pub)`",
        );
        return input.parse();
    }
    if input.peek(Paren) {
        visibility(input, report)
    } else {
        Ok(Visibility::Inherited)
    }
}

fn transitions(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Visibility> {
    let said = if input.peek(Paren) {
        visibility(input, report)?
    } else {
        Visibility::Inherited
    };
    if matches!(said, Visibility::Inherited) {
        let problem = "say who may call `to`: `transitions(pub(crate))`; without the key it is private to the module";
        report.mistake(key, problem);
        return Ok(everybody());
    }
    Ok(said)
}

fn visibility(input: ParseStream, report: &mut Report) -> syn::Result<Visibility> {
    let content;
    parenthesized!(content in input);
    let visibility = content.parse()?;
    let rest: TokenStream = content.parse()?;
    if rest.is_empty() {
        return Ok(visibility);
    }
    report.mistake(rest, "expected a visibility, such as `pub(crate)`");
    Ok(everybody())
}

/// After a mistake, so that no use of the method is a second one.
fn everybody() -> Visibility {
    Visibility::Public(<Token![pub]>::default())
}

fn derives(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Vec<Path>> {
    if !input.peek(Paren) {
        let problem = "`derive(..)` lists the derives of the state structs: `derive(Debug)`";
        report.mistake(key, problem);
        input.parse::<Option<Token![=]>>()?;
        return Ok(Vec::from_iter(Path::parse_mod_style(input).ok()));
    }
    let content;
    parenthesized!(content in input);
    let mut paths = Vec::new();
    separated(&content, report, |input, _| {
        paths.push(Path::parse_mod_style(input)?);
        Ok(())
    });
    Ok(paths)
}

fn prefix(key: &Ident, input: ParseStream) -> syn::Result<LitStr> {
    let prefix = text(key, "prefix = \"Conn\"", input)?;
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

fn case(key: &Ident, input: ParseStream) -> syn::Result<Case> {
    let written = text(key, "rename_all = \"kebab-case\"", input)?;
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

/// `crate` may be a segment of it, which it may not be of other paths.
struct ModPath(Path);

impl Parse for ModPath {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        Path::parse_mod_style(input).map(Self)
    }
}

fn krate(key: &Ident, input: ParseStream, report: &mut Report) -> syn::Result<Path> {
    let ModPath(path) = value(key, "path", "crate = path", input, report)?;
    Ok(path)
}

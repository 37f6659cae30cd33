//! The comma-separated keys of `#[lifecycle(..)]`, on whatever it stands.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Attribute, LitStr, Meta, Path, Token,
    ext::IdentExt,
    parenthesized,
    parse::{Parse, ParseStream},
    token::Paren,
};

use crate::{
    names::{closest, listed, plain},
    report::Report,
};

/// Where a key may stand.
pub(crate) struct Place {
    /// The attribute's name.
    pub(crate) attribute: &'static str,
    pub(crate) known: &'static [&'static str],
    /// Keys that hold a list: they add up over several attributes, so that `cfg_attr` can contribute to them.
    pub(crate) lists: &'static [&'static str],
    /// Keys that belong elsewhere, and how to say where.
    pub(crate) elsewhere: &'static [(&'static [&'static str], &'static str)],
}

/// Hands every key to `read`, and goes on after a mistake with the next one. Says whether there was one.
pub(crate) fn read_all(
    attributes: &[Attribute],
    place: &Place,
    report: &mut Report,
    mut read: impl FnMut(&Ident, ParseStream, &mut Report) -> syn::Result<()>,
) -> bool {
    let mistakes_before = report.len();
    let mut seen = HashMap::new();
    for (nth, attribute) in attributes.iter().enumerate() {
        if !attribute.path().is_ident(place.attribute) {
            continue;
        }
        if !matches!(attribute.meta, Meta::List(_)) {
            report.mistake(
                attribute,
                format!(
                    "expected `#[{}(..)]` with its keys in parentheses",
                    place.attribute
                ),
            );
            continue;
        }
        let parsed = attribute.parse_args_with(|input: ParseStream| {
            separated(input, report, |input, report| {
                let key = input.call(Ident::parse_any)?;
                let name = plain(&key);
                if let Some((problem, meant)) = place.refuses(&name) {
                    report.mistake(&key, problem);
                    let meant = meant.filter(|&meant| !seen.contains_key(meant));
                    let read =
                        meant.map(|meant| read(&Ident::new(meant, key.span()), input, report));
                    // Whatever else is wrong with it, one error is enough.
                    if !matches!(read, Some(Ok(()))) {
                        skip_item(input);
                    }
                    return Ok(());
                }
                if let Some(before) = seen.insert(name.clone(), nth)
                    && (before == nth || !place.lists.contains(&name.as_str()))
                {
                    let problem = format!("`{name}` is given twice; keep one");
                    return Err(syn::Error::new_spanned(key, problem));
                }
                read(&key, input, report)
            });
            Ok(())
        });
        if let Err(error) = parsed {
            report.push(error);
        }
    }
    report.len() > mistakes_before
}

impl Place {
    /// What is wrong with `name`, and the key it comes near to, which it is then taken for.
    fn refuses(&self, name: &str) -> Option<(String, Option<&'static str>)> {
        if self.known.contains(&name) {
            return None;
        }
        let elsewhere = self.elsewhere.iter().find(|(keys, _)| keys.contains(&name));
        if let Some((_, place)) = elsewhere {
            return Some((format!("`{name}` belongs on {place}"), None));
        }
        let meant = closest(name, self.known.iter().copied());
        let hint = meant
            .map(|meant| format!("; did you mean `{meant}`?"))
            .unwrap_or_default();
        let known = listed(self.known.iter().copied());
        let problem = format!("unknown key `{name}`{hint}\nthe keys here are {known}");
        Some((problem, meant))
    }
}

/// Reads items between commas; a mistake in one is reported, and the next one is read.
pub(super) fn separated(
    input: ParseStream,
    report: &mut Report,
    mut read: impl FnMut(ParseStream, &mut Report) -> syn::Result<()>,
) {
    while !input.is_empty() {
        let read = read(input, report).and_then(|()| {
            if input.is_empty() || input.peek(Token![,]) {
                Ok(())
            } else {
                Err(input.error("expected `,`"))
            }
        });
        if let Err(error) = read {
            report.push(error);
            skip_item(input);
        }
        let _ = input.parse::<Option<Token![,]>>();
    }
}

fn skip_item(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

/// The value of `key = value`. In parentheses or in quotes it is refused, and taken all the same.
pub(crate) fn value<T: Parse>(
    key: &Ident,
    what: &str,
    form: &str,
    input: ParseStream,
    report: &mut Report,
) -> syn::Result<T> {
    if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        let value = content.parse();
        content.parse::<TokenStream>()?;
        return taken(value, needs_value(key, form), report);
    }
    equals(key, form, input)?;
    if input.peek(LitStr) {
        return quoted(what, input, report);
    }
    input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), format!("expected a {what}: `{form}`")))
}

/// The string of `key = "text"`.
pub(crate) fn text(key: &Ident, form: &str, input: ParseStream) -> syn::Result<LitStr> {
    equals(key, form, input)?;
    let wrong = |at| syn::Error::new(at, format!("expected a string in quotes: `{form}`"));
    input
        .parse()
        .map_err(|error: syn::Error| wrong(error.span()))
}

/// A name that stands alone. A path to it is refused, and its end is taken all the same.
pub(crate) fn name(what: &str, input: ParseStream, report: &mut Report) -> syn::Result<Ident> {
    if input.peek(LitStr) {
        return quoted(what, input, report);
    }
    let wrong = |at| syn::Error::new(at, format!("expected the name of a {what}"));
    let path = Path::parse_mod_style(input).map_err(|error| wrong(error.span()))?;
    let last = path.segments.last().map(|segment| &segment.ident);
    let name = last
        .filter(|name| syn::parse_str::<Ident>(&name.to_string()).is_ok())
        .ok_or_else(|| wrong(syn::spanned::Spanned::span(&path)))?;
    if path.get_ident().is_none() {
        let problem = format!("name the {what} alone: `{name}`");
        report.mistake(&path, problem);
    }
    Ok(name.clone())
}

/// The name in `key = Name`.
pub(crate) fn name_of(
    key: &Ident,
    what: &str,
    form: &str,
    input: ParseStream,
    report: &mut Report,
) -> syn::Result<Ident> {
    if input.peek(Paren) {
        return value(key, what, form, input, report);
    }
    equals(key, form, input)?;
    name(what, input, report)
}

fn equals(key: &Ident, form: &str, input: ParseStream) -> syn::Result<()> {
    if input.parse::<Option<Token![=]>>()?.is_some() {
        Ok(())
    } else {
        Err(needs_value(key, form))
    }
}

fn needs_value(key: &Ident, form: &str) -> syn::Error {
    let problem = format!("`{}` takes a value: `{form}`", plain(key));
    syn::Error::new_spanned(key, problem)
}

fn quoted<T: Parse>(what: &str, input: ParseStream, report: &mut Report) -> syn::Result<T> {
    let written: LitStr = input.parse()?;
    let problem = format!("write the {what} without quotes: `{}`", written.value());
    taken(
        written.parse(),
        syn::Error::new_spanned(&written, problem),
        report,
    )
}

/// What was `read` in spite of a mistake, which is reported once.
fn taken<T>(read: syn::Result<T>, mistake: syn::Error, report: &mut Report) -> syn::Result<T> {
    match read {
        Ok(value) => {
            report.push(mistake);
            Ok(value)
        }
        Err(_) => Err(mistake),
    }
}

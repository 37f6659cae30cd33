//! The comma-separated keys of `#[lifecycle(..)]`, on whatever it stands.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenTree};
use syn::{
    Attribute, LitStr, Meta, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
};

use crate::{
    names::{closest, listed, plain},
    report::Report,
};

/// Where a key may stand.
pub(super) struct Place {
    pub(super) known: &'static [&'static str],
    /// Keys that hold a list: they add up over several attributes, so that `cfg_attr` can contribute to them.
    pub(super) lists: &'static [&'static str],
    pub(super) elsewhere: &'static [&'static str],
    /// How to say that a key belongs elsewhere.
    pub(super) elsewhere_is: &'static str,
}

/// Hands every key to `read`, and goes on after a mistake with the next one. Says whether there was one.
pub(super) fn read_all(
    attributes: &[Attribute],
    place: &Place,
    report: &mut Report,
    mut read: impl FnMut(&Ident, ParseStream, &mut Report) -> syn::Result<()>,
) -> bool {
    let mistakes_before = report.len();
    let mut seen = HashMap::new();
    for (nth, attribute) in attributes.iter().enumerate() {
        if !attribute.path().is_ident("lifecycle") {
            continue;
        }
        if !matches!(attribute.meta, Meta::List(_)) {
            report.mistake(
                attribute,
                "expected `#[lifecycle(..)]` with its keys in parentheses",
            );
            continue;
        }
        let parsed = attribute.parse_args_with(|input: ParseStream| {
            separated(input, report, |input, report| {
                let key = input.call(Ident::parse_any)?;
                let name = plain(&key);
                if let Some(problem) = place.refuses(&name) {
                    return Err(syn::Error::new_spanned(key, problem));
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
    fn refuses(&self, name: &str) -> Option<String> {
        if self.known.contains(&name) {
            return None;
        }
        if self.elsewhere.contains(&name) {
            return Some(format!("`{name}` belongs on {}", self.elsewhere_is));
        }
        let meant = closest(name, self.known.iter().copied())
            .map(|meant| format!("; did you mean `{meant}`?"))
            .unwrap_or_default();
        let known = listed(self.known.iter().copied());
        Some(format!(
            "unknown key `{name}`{meant}\nthe keys here are {known}"
        ))
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

/// The value of `key = value`.
pub(super) fn value<T: Parse>(input: ParseStream) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// The name in `key = Name`, which a string is often taken for.
pub(super) fn name(input: ParseStream) -> syn::Result<Ident> {
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        let written: LitStr = input.parse()?;
        let problem = format!("write the name without quotes: `{}`", written.value());
        return Err(syn::Error::new_spanned(written, problem));
    }
    input.parse()
}

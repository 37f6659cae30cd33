//! From a name as written to the state it means.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::Variant;

use crate::{
    input::VariantKeys,
    names::{closest, listed, plain},
    report::Report,
};

/// Finds a state by its name; a misspelt one is reported, and taken for the one it comes near to.
pub(super) struct Lookup {
    states: HashMap<String, usize>,
    in_order: Vec<String>,
}

impl Lookup {
    pub(super) fn new(variants: &[(&Variant, VariantKeys)]) -> Self {
        let in_order: Vec<String> = variants
            .iter()
            .map(|(variant, _)| plain(&variant.ident))
            .collect();
        let states = in_order
            .iter()
            .cloned()
            .enumerate()
            .map(|(i, name)| (name, i))
            .collect();
        Self { states, in_order }
    }

    pub(super) fn find(&self, written: &Ident, report: &mut Report) -> Option<usize> {
        let name = plain(written);
        if let Some(&state) = self.states.get(&name) {
            return Some(state);
        }
        let names = || self.in_order.iter().map(String::as_str);
        let meant = closest(&name, names());
        let hint = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the states are {}", listed(names())),
        };
        report.mistake(
            written,
            format!("no state `{name}` in this lifecycle; {hint}"),
        );
        meant.and_then(|meant| self.states.get(meant).copied())
    }
}

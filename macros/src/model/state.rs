//! One state: its struct, its status, and where it leads.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Generics, LitStr, Variant};

use super::{lookup::Lookup, prefixed};
use crate::{
    generics,
    input::{Input, VariantKeys},
    names::plain,
    report::Report,
};

pub(crate) struct State<'a> {
    /// Its place in the enum.
    pub(super) position: usize,
    pub(crate) variant: &'a Variant,
    pub(crate) keys: &'a VariantKeys,
    /// The name of its struct.
    pub(crate) ident: Ident,
    pub(crate) status: String,
    pub(crate) generics: Generics,
    pub(crate) edges: Vec<Edge<'a>>,
    /// It names a target that no state comes near to.
    pub(crate) leads_astray: bool,
}

pub(crate) struct Edge<'a> {
    /// The position of the state it leads to.
    pub(crate) to: usize,
    pub(crate) label: Option<&'a LitStr>,
}

impl<'a> State<'a> {
    pub(super) fn resolve(
        position: usize,
        (variant, keys): &'a (&'a Variant, VariantKeys),
        input: &'a Input<'a>,
        lookup: &Lookup,
        report: &mut Report,
    ) -> Self {
        let mut leads_astray = false;
        let edges = keys.targets.iter().filter_map(|target| {
            let to = lookup.find(&target.state, report);
            leads_astray |= to.is_none();
            Some(Edge {
                to: to?,
                label: target.label.as_ref(),
            })
        });
        Self {
            position,
            edges: edges.collect(),
            variant,
            keys,
            ident: prefixed(&input.keys, &variant.ident),
            status: keys.rename.as_ref().map_or_else(
                || input.keys.rename_all.apply(&plain(&variant.ident)),
                LitStr::value,
            ),
            generics: generics::named_by(&input.item.generics, variant.fields.to_token_stream()),
            leads_astray,
        }
    }

    pub(crate) fn is_initial(&self) -> bool {
        self.keys.initial.is_some()
    }

    pub(crate) fn is_terminal(&self) -> bool {
        self.keys.terminal.is_some()
    }

    /// Where it stands in the constant of all states.
    pub(crate) fn node(&self) -> TokenStream {
        let position = syn::Index::from(self.position);
        quote!(&__STATES[#position])
    }

    /// The state's struct with its arguments.
    pub(crate) fn ty(&self) -> TokenStream {
        self.ty_at(self.ident.span())
    }

    /// The same, where an error about it is to be reported.
    pub(crate) fn ty_at(&self, span: Span) -> TokenStream {
        let mut ident = self.ident.clone();
        ident.set_span(span);
        let arguments = generics::arguments(&self.generics);
        if arguments.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#arguments>)
        }
    }
}

//! After a mistake in the annotation: the errors, and the same names with everything allowed, so that code which uses the
//! handle adds no errors of its own. None of it ever runs.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::{
    expand::{
        HandleParts, conversions_with, initial_impl, lifecycle_impl, state_impl, terminal_impl,
        tolerant,
    },
    generics,
    model::{Model, State},
    names::{identifiers, plain},
    report::Report,
};

pub(crate) fn lifecycle(mut model: Model, report: Report) -> TokenStream {
    let errors = report.into_compile_errors();
    set_apart(&mut model);
    // `Durable` is silent then, and the methods of a durable handle would ask for what it writes.
    if !model.handle_generics.params.is_empty() {
        model.store = None;
    }
    let parts = HandleParts::new(&model);
    let lifecycle = lifecycle_impl(&model, &parts);
    let states = model
        .states
        .iter()
        .map(|state| proofs(&model, &parts, state));
    let ends = conversions_with(&model, &quote!(::core::unreachable!("{abandoned}")));
    let item = tolerant(&model, &quote!(#lifecycle #(#states)* #ends));
    quote!(#errors #item)
}

/// Every state is initial, terminal, and reached from every other.
fn proofs(model: &Model, parts: &HandleParts, state: &State) -> TokenStream {
    let lifecycle = &parts.lifecycle;
    let itself = state_impl(model, parts, state);
    let initial = initial_impl(model, parts, state);
    let terminal = terminal_impl(model, parts, state, &quote!(::core::unreachable!()));
    let params = generics::declared(&model.item.generics);
    let separator = (!params.empty_or_trailing()).then(|| quote!(,));
    let clause = &model.item.generics.where_clause;
    let previous = &model.names.next;
    let ty = state.ty();
    quote! {
        #itself
        #initial
        #terminal
        impl<#params #separator #previous> __e::ReachableFrom<#lifecycle, #previous> for #ty #clause {
            type Entry = __e::Tolerated;
            const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
        }
    }
}

/// One name for two things has been reported; rustc would report it once more.
pub(crate) fn set_apart(model: &mut Model) {
    let mut names = HashSet::from([plain(&model.item.ident)]);
    generics::arguments(&model.handle_generics)
        .into_iter()
        .for_each(|parameter| identifiers(parameter, &mut names));
    let generated = &mut model.names;
    for ident in [
        &mut generated.handle,
        &mut generated.any,
        &mut generated.end,
    ] {
        while !names.insert(plain(ident)) {
            *ident = format_ident!("{}_", ident);
        }
    }
    let states = model.states.iter_mut().map(|state| &mut state.ident);
    for ident in states.chain(model.groups.iter_mut().map(|group| &mut group.ident)) {
        while !names.insert(plain(ident)) {
            *ident = format_ident!("{}_", ident);
        }
    }
}

//! The lifecycle as data.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::{
    model::{Model, State},
    names::plain,
};

/// The states, which other impls point into.
pub(crate) fn states(model: &Model) -> TokenStream {
    let states = model.states.iter().map(|state| node(model, state));
    quote!(const __STATES: &[__e::StateNode] = &[#(#states),*];)
}

/// The states, under the lifecycle's name and with its fixpoints.
pub(crate) fn graph(model: &Model) -> TokenStream {
    let name = plain(&model.names.handle);
    let state_name = |state: usize| plain(&model.states[state].variant.ident);
    let fixpoints = &model.fixpoints;
    let fixpoint = fixpoints.default.map(|fixpoint| state_name(fixpoint.state));
    // Unnamed after a mistake only.
    let fixpoint = fixpoint.unwrap_or_default();
    let causes = [fixpoints.cancelled, fixpoints.timed_out, fixpoints.panicked];
    let by_cause = causes.iter().any(Option::is_some).then(|| {
        let causes = causes
            .map(|cause| cause.map_or_else(|| fixpoint.clone(), |cause| state_name(cause.state)));
        quote!(.by_cause(#(#causes),*))
    });
    quote!(__e::graph(#name, #fixpoint, __STATES) #by_cause)
}

fn node(model: &Model, state: &State) -> TokenStream {
    let name = plain(&state.variant.ident);
    let status = &state.status;
    let role = match (state.is_initial(), state.is_terminal()) {
        (true, true) => quote!(__e::initial(#name, #status).terminal()),
        (true, false) => quote!(__e::initial(#name, #status)),
        (false, true) => quote!(__e::terminal(#name, #status)),
        (false, false) => quote!(__e::transient(#name, #status)),
    };
    let trap = state
        .keys
        .trap
        .as_ref()
        .map(|reason| quote!(.trap(#reason)));
    let groups: Vec<String> = state.keys.groups.iter().map(plain).collect();
    let groups = (!groups.is_empty()).then(|| quote!(.groups(&[#(#groups),*])));
    let fields: Vec<TokenStream> = state
        .variant
        .fields
        .iter()
        .zip(state.variant.fields.members())
        .map(|(field, member)| {
            let name = match member {
                syn::Member::Named(ident) => plain(&ident),
                syn::Member::Unnamed(index) => index.index.to_string(),
            };
            let ty = type_text(&field.ty);
            quote!(__e::field(#name, #ty))
        })
        .collect();
    let fields = (!fields.is_empty()).then(|| quote!(.fields(&[#(#fields),*])));
    let edges: Vec<TokenStream> = state
        .edges
        .iter()
        .map(|edge| {
            let to = plain(&model.states[edge.to].variant.ident);
            edge.label.map_or_else(
                || quote!(__e::edge(#to)),
                |label| quote!(__e::when(#to, #label)),
            )
        })
        .collect();
    let edges = (!edges.is_empty()).then(|| quote!(.edges(&[#(#edges),*])));
    quote!(#role #trap #groups #fields #edges)
}

/// The type as a person would write it: tokens print with a space between any two of them.
fn type_text(ty: &syn::Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (spaced, close) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" ;", ";"),
    ] {
        text = text.replace(spaced, close);
    }
    text
}

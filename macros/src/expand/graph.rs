//! The lifecycle as data.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::{
    model::{Model, State},
    names::plain,
};

pub(crate) fn graph(model: &Model) -> TokenStream {
    let name = plain(&model.names.handle);
    let states = model.states.iter().map(|state| node(model, state));
    let state_name = |state: usize| plain(&model.states[state].variant.ident);
    let fixpoint = model
        .fixpoints
        .default
        .map(|fixpoint| state_name(fixpoint.state));
    let causes = [
        model.fixpoints.cancelled,
        model.fixpoints.timed_out,
        model.fixpoints.panicked,
    ];
    let by_cause = causes.iter().any(Option::is_some).then(|| {
        let causes = causes.map(|cause| {
            cause
                .map(|fixpoint| state_name(fixpoint.state))
                .or_else(|| fixpoint.clone())
        });
        quote!(.by_cause(#(#causes),*))
    });
    quote! {
        const __STATES: &[__e::StateNode] = &[#(#states),*];
        const __GRAPH: &__e::Graph = &__e::Graph::new(#name, #fixpoint, __STATES) #by_cause;
    }
}

fn node(model: &Model, state: &State) -> TokenStream {
    let name = plain(&state.variant.ident);
    let status = &state.status;
    let initial = state.is_initial().then(|| quote!(.initial()));
    let terminal = state.is_terminal().then(|| quote!(.terminal()));
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
            match edge.label {
                Some(label) => quote!(__e::to_when(#to, #label)),
                None => quote!(__e::to(#to)),
            }
        })
        .collect();
    let edges = (!edges.is_empty()).then(|| quote!(.edges(&[#(#edges),*])));
    quote!(__e::state(#name, #status) #initial #terminal #trap #groups #fields #edges)
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

//! The impls that make a state a state, an edge an edge, and an end an end.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{graph::graph, handle::HandleParts};
use crate::{
    durable,
    model::{Model, State},
};

pub(crate) fn proofs(model: &Model) -> TokenStream {
    let parts = HandleParts::new(model);
    let end = &model.names.end;
    let lifecycle = lifecycle_impl(model, &parts);
    let states = model.states.iter().map(|state| {
        let itself = state_impl(model, &parts, state);
        let edges = edges(model, &parts, state);
        let initial = state
            .is_initial()
            .then(|| initial_impl(model, &parts, state));
        let variant = &state.variant.ident;
        let into_end = quote!(#end::#variant(self));
        let terminal = state
            .is_terminal()
            .then(|| terminal_impl(model, &parts, state, &into_end));
        quote!(#itself #edges #initial #terminal)
    });
    quote!(#lifecycle #(#states)*)
}

pub(crate) fn lifecycle_impl(model: &Model, parts: &HandleParts) -> TokenStream {
    let lifecycle = &parts.lifecycle;
    let end = &model.names.end;
    let graph = graph(model);
    let kept = model.store.as_ref().map_or_else(
        || quote!(__e::InMemory),
        |store| quote!(#store::private::InStore<Self>),
    );
    let (params, _, clause) = model.item.generics.split_for_impl();
    let (_, end_arguments, _) = model.end_generics.split_for_impl();
    quote! {
        impl #params __e::Lifecycle for #lifecycle #clause {
            type End = #end #end_arguments;
            type __Kept = #kept;
            const __GRAPH_OF_ENUM: __e::Graph = #graph;
        }
    }
}

pub(crate) fn state_impl(model: &Model, parts: &HandleParts, state: &State) -> TokenStream {
    let lifecycle = &parts.lifecycle;
    let (params, _, clause) = model.item.generics.split_for_impl();
    let ty = state.ty();
    let node = state.node();
    let holds = state.keys.invariant.as_ref().map(|invariant| {
        // The path may have come in as a macro's argument: its place, and our own hygiene.
        let span = invariant.span().resolved_at(Span::call_site());
        // Typed, so that a wrong function is told which one is wanted.
        let typed = quote_spanned!(span=> let holds: fn(&Self) -> __e::bool = #invariant;);
        quote!(fn __holds(&self) -> __e::bool { #typed holds(self) })
    });
    let write = model.store.as_ref().map(|store| write(store, state));
    quote! {
        impl #params __e::State<#lifecycle> for #ty #clause {
            const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = #node;
            #holds
            #write
        }
    }
}

/// Writes the state's evidence, field by field.
fn write(store: &TokenStream, state: &State) -> TokenStream {
    let fields = state.variant.fields.iter();
    let written = fields
        .zip(state.variant.fields.members())
        .map(|(field, member)| {
            let column = durable::as_column(store, &field.ty);
            quote!(#column::write(&self.#member, columns);)
        });
    let columns = if state.variant.fields.is_empty() {
        quote!(_)
    } else {
        quote!(columns)
    };
    quote! {
        fn __write(&self, #columns: &mut #store::private::Values) {
            #(#written)*
        }
    }
}

fn edges(model: &Model, parts: &HandleParts, state: &State) -> TokenStream {
    let lifecycle = &parts.lifecycle;
    let (params, _, clause) = model.item.generics.split_for_impl();
    let from = state.ty();
    let impls = state.edges.iter().map(|edge| {
        let next = &model.states[edge.to];
        let ty = next.ty();
        let guarded = next.keys.invariant.is_some();
        let entry = if model.store.is_some() {
            quote!(Written<#lifecycle>)
        } else if guarded {
            quote!(Guarded)
        } else {
            quote!(Free)
        };
        quote! {
            impl #params __e::ReachableFrom<#lifecycle, #from> for #ty #clause {
                type Entry = __e::#entry;
                const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
            }
        }
    });
    impls.collect()
}

pub(crate) fn initial_impl(model: &Model, parts: &HandleParts, state: &State) -> TokenStream {
    let lifecycle = &parts.lifecycle;
    let (params, _, clause) = model.item.generics.split_for_impl();
    let ty = state.ty();
    quote! {
        impl #params __e::Initial<#lifecycle> for #ty #clause {
            const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
        }
    }
}

pub(crate) fn terminal_impl(
    model: &Model,
    parts: &HandleParts,
    state: &State,
    into_end: &TokenStream,
) -> TokenStream {
    let lifecycle = &parts.lifecycle;
    let end = &model.names.end;
    let (params, _, clause) = model.item.generics.split_for_impl();
    let (_, end_arguments, _) = model.end_generics.split_for_impl();
    let ty = state.ty();
    quote! {
        impl #params __e::Terminal<#lifecycle> for #ty #clause {
            fn __end_declared_by_terminal_on_the_enum(self) -> #end #end_arguments {
                #into_end
            }
        }
    }
}

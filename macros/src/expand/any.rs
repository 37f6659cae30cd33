//! The enum of handles, and the way back to the user's enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::{handle::HandleParts, states};
use crate::{generics, model::Model};

pub(crate) fn any(model: &Model) -> TokenStream {
    let parts = HandleParts::new(model);
    let vis = model.vis();
    let any = &model.names.any;
    let generics = &model.handle_generics;
    let clause = &generics.where_clause;
    let docs = format!(" A [`{}`] in any of its states.", model.names.handle);
    let lints = states::lints(&model.item.attrs);
    let variants = model.states.iter().map(|state| {
        let name = &state.variant.ident;
        let handle = parts.in_state(state.ty());
        quote!(#name(#handle))
    });
    quote! {
        #[doc = #docs]
        #(#lints)*
        // A variant says what its state says.
        #[allow(missing_docs)]
        #[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
        #vis enum #any #generics #clause { #(#variants,)* }
    }
}

pub(crate) fn conversions(model: &Model) -> TokenStream {
    let parts = HandleParts::new(model);
    let states: TokenStream = model
        .states
        .iter()
        .map(|state| states::into_enum(model, state))
        .collect();
    let stored = stored(model, &parts);
    let erased = any_handle(model, &parts);
    let back = into_enum(model, &parts);
    quote!(#states #stored #erased #back)
}

/// From the user's enum to handles: for a handle that forgets its state, and for `resume`.
///
/// It also reads every field of the enum, which rustc would otherwise call dead.
fn stored(model: &Model, parts: &HandleParts) -> TokenStream {
    let HandleParts {
        lifecycle,
        context_type,
        ..
    } = parts;
    let any = parts.any();
    let enum_ident = &model.item.ident;
    let state = &model.names.state;
    let handle = parts.in_state(state);
    let declared = generics::declared(&model.handle_generics);
    let HandleParts {
        declared: before_state,
        ..
    } = parts;
    let clause = &model.handle_generics.where_clause;
    let pattern = parts.context_or_unit();
    let given = parts.context_or_unit();
    let context = parts
        .context
        .as_ref()
        .map_or_else(|| quote!(()), |context| quote!(handle.#context));
    let arms = model.states.iter().map(|state| {
        let (variant, ident) = (&state.variant.ident, &state.ident);
        let fields = states::bound_fields(state);
        quote!(#enum_ident::#variant #fields => Self::#variant(mint.handle(#ident #fields, #given)))
    });
    quote! {
        impl<#declared> __e::Stored<#context_type> for #any #clause {
            fn __stored(state: #lifecycle, #pattern: #context_type, mint: &__e::Mint) -> Self {
                match state { #(#arms,)* }
            }
        }
        impl<#before_state #state: __e::Into<#lifecycle>> __e::From<#handle> for #any #clause {
            fn from(handle: #handle) -> Self {
                __e::erased(handle.state, #context, handle.token)
            }
        }
    }
}

/// What a slot needs to know of it, and its `Debug`.
fn any_handle(model: &Model, parts: &HandleParts) -> TokenStream {
    let HandleParts { lifecycle, .. } = parts;
    let any = &model.names.any;
    let end = &model.names.end;
    let declared = generics::declared(&model.handle_generics);
    let (_, arguments, clause) = model.handle_generics.split_for_impl();
    let (_, end_arguments, _) = model.end_generics.split_for_impl();
    let nodes = model.states.iter().map(|state| {
        let variant = &state.variant.ident;
        let node = state.node();
        quote!(Self::#variant(_) => #node)
    });
    let settled = model.ends().map(|state| {
        let variant = &state.variant.ident;
        quote!(Self::#variant(handle) => __e::Ok(#end::#variant(handle.state)))
    });
    let live = (model.ends().count() < model.states.len()).then(|| quote!(live => __e::Err(live)));
    let holds = model.has_invariants().then(|| {
        let arms = model.states.iter().map(|state| {
            let variant = &state.variant.ident;
            quote!(Self::#variant(handle) => __e::State::<#lifecycle>::__holds(&handle.state))
        });
        quote!(fn __holds(&self) -> __e::bool { match self { #(#arms,)* } })
    });
    let name = any.to_string();
    quote! {
        impl<#declared> __e::AnyHandle for #any #arguments #clause {
            type Lifecycle = #lifecycle;
            fn __state_of_the_enum(&self) -> &'static __e::StateNode {
                match self { #(#nodes,)* }
            }
            fn __settle(self) -> __e::Result<#end #end_arguments, Self> {
                match self { #(#settled,)* #live }
            }
            #holds
        }
        impl<#declared> __e::fmt::Debug for #any #arguments #clause {
            fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
                __e::debug_variant(f, #name, __e::AnyHandle::name(self))
            }
        }
    }
}

/// Every handle becomes the user's enum again; the way from enum to handle is `resume`.
fn into_enum(model: &Model, parts: &HandleParts) -> TokenStream {
    let HandleParts {
        declared,
        lifecycle,
        ..
    } = parts;
    let any = &model.names.any;
    let state = &model.names.state;
    let handle = parts.in_state(state);
    let any_declared = generics::declared(&model.handle_generics);
    let (_, arguments, clause) = model.handle_generics.split_for_impl();
    let arms = model.states.iter().map(|state| {
        let variant = &state.variant.ident;
        quote!(#any::#variant(handle) => __e::into(handle.state))
    });
    quote! {
        impl<#declared #state: __e::Into<#lifecycle>> __e::From<#handle> for #lifecycle #clause {
            fn from(handle: #handle) -> Self {
                __e::into(handle.state)
            }
        }
        impl<#any_declared> __e::From<#any #arguments> for #lifecycle #clause {
            fn from(any: #any #arguments) -> Self {
                match any { #(#arms,)* }
            }
        }
    }
}

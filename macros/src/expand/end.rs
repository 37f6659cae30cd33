//! The enum of terminal states: what a scope returns.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::states;
use crate::{
    generics,
    model::{Fixpoint, Model},
};

pub(crate) fn end(model: &Model) -> TokenStream {
    let vis = model.vis();
    let end = &model.names.end;
    let generics = &model.end_generics;
    let clause = &generics.where_clause;
    let docs = format!(" How a [`{}`] lifecycle ended.", model.names.handle);
    let lints = states::lints(&model.item.attrs);
    let variants = model.ends().map(|state| {
        let name = &state.variant.ident;
        let ty = state.ty();
        quote!(#name(#ty))
    });
    quote! {
        #[doc = #docs]
        #(#lints)*
        // A variant says what its state says, and not everybody reads it.
        #[allow(missing_docs, dead_code)]
        #[must_use = "it says how the lifecycle ended, which may be an abandonment"]
        #vis enum #end #generics #clause { #(#variants,)* }
    }
}

pub(crate) fn conversions(model: &Model) -> TokenStream {
    conversions_with(model, &by_cause(model))
}

/// With `fixpoint` as what becomes of an abandoned lifecycle.
pub(crate) fn conversions_with(model: &Model, fixpoint: &TokenStream) -> TokenStream {
    let end = &model.names.end;
    let declared = generics::declared(&model.end_generics);
    let (_, arguments, clause) = model.end_generics.split_for_impl();
    let nodes = model.ends().map(|state| {
        let variant = &state.variant.ident;
        let node = state.node();
        quote!(Self::#variant(_) => #node)
    });
    let name = end.to_string();
    quote! {
        impl<#declared> __e::End for #end #arguments #clause {
            fn __state_of_the_enum(&self) -> &'static __e::StateNode {
                match self { #(#nodes,)* }
            }
        }
        impl<#declared> __e::fmt::Debug for #end #arguments #clause {
            fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
                __e::debug_variant(f, #name, __e::End::name(self))
            }
        }
        impl<#declared> __e::From<__e::Abandoned> for #end #arguments #clause {
            fn from(abandoned: __e::Abandoned) -> Self {
                #fixpoint
            }
        }
    }
}

fn by_cause(model: &Model) -> TokenStream {
    let fixpoints = &model.fixpoints;
    let causes = [
        (fixpoints.cancelled, quote!(Cancelled)),
        (fixpoints.timed_out, quote!(TimedOut { .. })),
        (fixpoints.panicked, quote!(Panicked(_))),
    ];
    let arms: Vec<TokenStream> = causes
        .into_iter()
        .filter_map(|(fixpoint, cause)| {
            let fixpoint = built(model, fixpoint?);
            Some(quote!(__e::Cause::#cause => #fixpoint,))
        })
        .collect();
    let default = fixpoints.default.map(|fixpoint| built(model, fixpoint));
    if arms.is_empty() {
        quote!(#default)
    } else {
        quote!(match abandoned.cause { #(#arms)* _ => #default, })
    }
}

/// A unit state is built from nothing; any other from why it was abandoned.
fn built(model: &Model, fixpoint: Fixpoint) -> TokenStream {
    let state = &model.states[fixpoint.state];
    let (variant, ident) = (&state.variant.ident, &state.ident);
    if matches!(state.variant.fields, syn::Fields::Unit) {
        return quote!({ let _ = abandoned; Self::#variant(#ident) });
    }
    // A missing `From<Abandoned>` is reported where the annotation names the fixpoint.
    // The name may have come in as a macro's argument: its place, and our own hygiene.
    let span = fixpoint.written.span().resolved_at(Span::call_site());
    let ty = state.ty_at(state.ident.span().located_at(span));
    let built = quote_spanned!(span=> <#ty as __e::BuiltFromAbandoned>::built(abandoned));
    quote!(Self::#variant(#built))
}

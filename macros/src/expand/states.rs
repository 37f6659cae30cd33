//! A struct per variant.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Fields, punctuated::Punctuated};

use crate::{
    generics,
    model::{Model, State},
    names::plain,
};

pub(crate) fn states(model: &Model) -> TokenStream {
    model
        .states
        .iter()
        .map(|state| state_struct(model, state))
        .collect()
}

fn state_struct(model: &Model, state: &State) -> TokenStream {
    let vis = model.vis();
    let State {
        ident, generics, ..
    } = state;
    let clause = &generics.where_clause;
    let attributes = attributes(model, state);
    // From its first token to its last on the variant, where rustc then reports two structs of one name.
    let span = Span::call_site().located_at(state.variant.ident.span());
    let fields: Vec<TokenStream> = state
        .variant
        .fields
        .iter()
        .map(|field| field_of(field, vis))
        .collect();
    let body = match &state.variant.fields {
        Fields::Named(_) => quote!(#clause { #(#fields,)* }),
        Fields::Unnamed(_) => quote_spanned!(span=> (#(#fields),*) #clause;),
        Fields::Unit => quote_spanned!(span=> #clause;),
    };
    let vis = located(vis.to_token_stream(), span);
    let head = quote_spanned!(span=> struct);
    quote! {
        #attributes
        #vis #head #ident #generics #body
    }
}

/// The same tokens, pointing at `span`.
fn located(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        })
        .collect()
}

fn attributes(model: &Model, state: &State) -> TokenStream {
    let derives = &model.keys.derives;
    let derives = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    let kept: Vec<&Attribute> = kept(&state.variant.attrs)
        .chain(lints(&model.item.attrs))
        .collect();
    let documented = state
        .variant
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("doc"));
    let docs = (!documented).then(|| {
        let docs = format!(
            " The state `{}` of [`{}`].",
            plain(&state.variant.ident),
            model.names.handle
        );
        quote!(#[doc = #docs])
    });
    quote!(#docs #(#kept)* #derives)
}

fn field_of(field: &syn::Field, vis: &syn::Visibility) -> TokenStream {
    let syn::Field {
        attrs,
        ident,
        colon_token,
        ty,
        ..
    } = field;
    let kept = kept(attrs);
    quote!(#(#kept)* #vis #ident #colon_token #ty)
}

/// What of the variant's attributes makes sense on its struct: docs, and lint levels.
fn kept(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .chain(lints(attributes))
}

pub(crate) fn lints(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("allow"))
}

/// `{ field: __0, 1: __1 }`, both a pattern and an expression, for every shape of variant.
pub(crate) fn bound_fields(state: &State) -> TokenStream {
    let bound = state
        .variant
        .fields
        .members()
        .enumerate()
        .map(|(i, member)| {
            let name = quote::format_ident!("__{i}");
            quote!(#member: #name)
        });
    let bound: Punctuated<TokenStream, syn::Token![,]> = bound.collect();
    quote!({ #bound })
}

/// `From<Open> for ConnectionState`.
pub(crate) fn into_enum(model: &Model, state: &State) -> TokenStream {
    let enum_ident = &model.item.ident;
    let declared = generics::declared(&model.item.generics);
    let (_, arguments, clause) = model.item.generics.split_for_impl();
    let ty = state.ty();
    let struct_ident = &state.ident;
    let variant = &state.variant.ident;
    let fields = bound_fields(state);
    quote! {
        impl<#declared> __e::From<#ty> for #enum_ident #arguments #clause {
            fn from(#struct_ident #fields: #ty) -> Self {
                Self::#variant #fields
            }
        }
    }
}

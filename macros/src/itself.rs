//! `Self` in the enum is the enum; in a state struct it would be the struct.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{Data, DeriveInput, Type};

use crate::generics;

/// Writes the enum out wherever the type of a field says `Self`.
pub(crate) fn written_out(item: &mut DeriveInput) {
    let (ident, arguments) = (item.ident.clone(), generics::arguments(&item.generics));
    let enum_at = |itself: &Ident| {
        let mut ident = ident.clone();
        ident.set_span(itself.span());
        quote_spanned!(itself.span()=> #ident<#arguments>)
    };
    let Data::Enum(data) = &mut item.data else {
        return;
    };
    let fields = data
        .variants
        .iter_mut()
        .flat_map(|variant| &mut variant.fields);
    for field in fields {
        let tokens = field.ty.to_token_stream();
        if mentions_itself(tokens.clone()) {
            field.ty = Type::Verbatim(replaced(tokens, &enum_at));
        }
    }
}

fn mentions_itself(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Self",
        TokenTree::Group(group) => mentions_itself(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn replaced(tokens: TokenStream, enum_at: &impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let replaced = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => enum_at(&ident),
        TokenTree::Group(group) => {
            let mut same = Group::new(group.delimiter(), replaced(group.stream(), enum_at));
            same.set_span(group.span());
            TokenTree::Group(same).into()
        }
        token => token.into(),
    });
    replaced.collect()
}

//! From a stored value of the enum back to a typed handle, if the annotation asks for it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Visibility;

use super::{handle::HandleParts, states::bound_fields};
use crate::{
    generics,
    model::{Model, State},
};

pub(crate) fn resume(model: &Model) -> Option<TokenStream> {
    let visibility = model.keys.resume.as_ref()?;
    let parts = HandleParts::new(model);
    let method = method(model, &parts, visibility);
    let conversion = conversion(model, &parts);
    Some(quote!(#method #conversion))
}

/// `Connection::resume(state, context)`, which stands on a handle in no state.
fn method(model: &Model, parts: &HandleParts, visibility: &Visibility) -> TokenStream {
    let lifecycle = &parts.lifecycle;
    let any = parts.any();
    let declared = generics::declared(&model.handle_generics);
    let clause = &model.handle_generics.where_clause;
    let handle = parts.in_state(quote!(()));
    let parameter = model.context().map(|ty| quote!(, context: #ty));
    let context = parts.context_or_unit();
    quote! {
        impl<#declared> #handle #clause {
            /// A scope that goes on from a stored `state`. In a terminal state it gives that end and runs nothing.
            #[allow(private_interfaces, dead_code)]
            #visibility fn resume(state: #lifecycle #parameter) -> __e::StoredScope<__Resume<#any>> {
                __e::StoredScope::__resume(state, #context)
            }
        }
    }
}

/// Stands on a type that nobody else can name.
fn conversion(model: &Model, parts: &HandleParts) -> TokenStream {
    let HandleParts {
        lifecycle,
        context_type,
        ..
    } = parts;
    let any = parts.any();
    let declared = generics::declared(&model.handle_generics);
    let clause = &model.handle_generics.where_clause;
    let pattern = parts.context_or_unit();
    let arms = model.states.iter().map(|state| arm(model, parts, state));
    quote! {
        struct __Resume<A>(__e::PhantomData<fn() -> A>);
        impl<#declared> __e::Resume for __Resume<#any> #clause {
            type Lifecycle = #lifecycle;
            type Context = #context_type;
            type Any = #any;
            fn __resume(
                state: #lifecycle,
                #pattern: #context_type,
                mint: &__e::Mint,
            ) -> __e::Started<#any, <#lifecycle as __e::Lifecycle>::End> {
                match state { #(#arms,)* }
            }
        }
    }
}

fn arm(model: &Model, parts: &HandleParts, state: &State) -> TokenStream {
    let end = &model.names.end;
    let (variant, ident) = (&state.variant.ident, &state.ident);
    let fields = bound_fields(state);
    let enum_ident = &model.item.ident;
    let pattern = quote!(#enum_ident::#variant #fields);
    if state.is_terminal() {
        return quote!(#pattern => __e::Started::Ended(#end::#variant(#ident #fields)));
    }
    let handle = parts.in_state(state.ty());
    let context = parts.context_or_unit();
    quote!(#pattern => __e::Started::stored::<#handle, _>(#ident #fields, #context, mint))
}

//! From a stored value of the enum back to a typed handle, if the annotation asks for it.

use proc_macro2::TokenStream;
use quote::quote;

use super::{handle::HandleParts, states::bound_fields};
use crate::{
    generics,
    model::{Model, State},
};

pub(crate) fn resume(model: &Model) -> Option<TokenStream> {
    let parts = HandleParts::new(model);
    let method = method(model, &parts)?;
    let conversion = conversion(model, &parts);
    Some(quote!(#method #conversion))
}

/// `Connection::resume(state, context)`, which stands on a handle in no state.
fn method(model: &Model, parts: &HandleParts) -> Option<TokenStream> {
    let resume = model.keys.resume.as_ref()?;
    let HandleParts {
        lifecycle,
        context_type,
        ..
    } = parts;
    let declared = generics::declared(&model.handle_generics);
    let clause = &model.handle_generics.where_clause;
    let handle = parts.in_state(quote!(()));
    let parameter = model.context().map(|ty| quote!(, context: #ty));
    let context = parts.context_or_unit();
    Some(quote! {
        impl<#declared> #handle #clause {
            /// A scope that goes on from a stored `state`. In a terminal state it gives that end and runs nothing.
            #[allow(private_interfaces, dead_code)]
            #resume fn resume(
                state: #lifecycle
                #parameter
            ) -> __e::StoredScope<#lifecycle, #context_type> {
                __e::Scope::__resume(state, #context)
            }
        }
    })
}

fn conversion(model: &Model, parts: &HandleParts) -> TokenStream {
    let HandleParts {
        lifecycle,
        context_type,
        ..
    } = parts;
    let any = &model.names.any;
    let declared = generics::declared(&model.handle_generics);
    let (_, arguments, clause) = model.handle_generics.split_for_impl();
    let parameter = parts.context_or_unit();
    let arms = model.states.iter().map(|state| arm(model, parts, state));
    quote! {
        impl<#declared> __e::Resume<#context_type> for #lifecycle #clause {
            type Any = #any #arguments;
            const __DECLARED_BY_RESUME_ON_THE_ENUM: () = ();
            fn __resume(
                self,
                #parameter: #context_type,
                mint: &__e::Mint,
            ) -> __e::Started<Self::Any, <Self as __e::Lifecycle>::End> {
                match self { #(#arms,)* }
            }
        }
    }
}

fn arm(model: &Model, parts: &HandleParts, state: &State) -> TokenStream {
    let end = &model.names.end;
    let (variant, ident) = (&state.variant.ident, &state.ident);
    let fields = bound_fields(state);
    let pattern = quote!(Self::#variant #fields);
    if state.is_terminal() {
        return quote!(#pattern => __e::Started::Ended(#end::#variant(#ident #fields)));
    }
    let handle = parts.in_state(state.ty());
    let context = parts.context_or_unit();
    quote!(#pattern => __e::Started::stored::<#handle>(#ident #fields, #context, mint))
}

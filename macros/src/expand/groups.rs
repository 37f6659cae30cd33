//! A trait per group.

use proc_macro2::TokenStream;
use quote::quote;

use super::states::lints;
use crate::{
    generics,
    model::{Group, Model},
    names::{listed, plain},
};

pub(crate) fn groups(model: &Model) -> TokenStream {
    model
        .groups
        .iter()
        .map(|group| group_trait(model, group))
        .collect()
}

fn group_trait(model: &Model, group: &Group) -> TokenStream {
    let vis = model.vis();
    let ident = &group.ident;
    let name = plain(ident);
    let handle = plain(&model.names.handle);
    let members = || group.states.iter().map(|&i| &model.states[i]);
    let names: Vec<String> = members().map(|state| plain(&state.ident)).collect();
    let names = listed(names.iter().map(String::as_str));
    let docs = format!(
        " The group `{name}` of [`{}`]: {names}.",
        model.names.handle
    );
    let message = format!("`{{Self}}` is not in the group `{name}` of `{handle}`");
    let label = format!("needs a state of the group `{name}`");
    let note = format!(
        "the states of `{name}` are {names}; `#[lifecycle(group({}))]` adds one",
        plain(group.written)
    );
    let lints = lints(&model.item.attrs);
    let impls = members().map(|state| {
        let ty = state.ty();
        let declared = generics::declared(&state.generics);
        let clause = &state.generics.where_clause;
        quote! {
            impl<#declared> #ident for #ty #clause {
                const __DECLARED_BY_GROUP_ON_THE_ENUM: () = ();
            }
        }
    });
    quote! {
        #[doc = #docs]
        #(#lints)*
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        #vis trait #ident {
            #[doc(hidden)]
            const __DECLARED_BY_GROUP_ON_THE_ENUM: ();
        }
        #(#impls)*
    }
}

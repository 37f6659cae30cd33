//! A trait per group.

use proc_macro2::TokenStream;
use quote::quote;

use super::states::lints;
use crate::{
    generics,
    model::{Group, Model, State},
    names::{listed, plain},
};

pub(crate) fn groups(model: &Model) -> TokenStream {
    let traits = model.groups.iter().map(|group| group_trait(model, group));
    traits.collect()
}

pub(crate) fn members(model: &Model) -> TokenStream {
    let groups = model.groups.iter();
    let impls = groups.flat_map(|group| {
        group
            .states
            .iter()
            .map(|&i| member(group, &model.states[i]))
    });
    impls.collect()
}

fn group_trait(model: &Model, group: &Group) -> TokenStream {
    let vis = model.vis();
    let krate = &model.krate;
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
    let note = format!(
        "the states of `{name}` are {names}; `#[lifecycle(group({}))]` adds one",
        plain(group.written)
    );
    let lints = lints(&model.item.attrs);
    quote! {
        #[doc = #docs]
        #(#lints)*
        #[diagnostic::on_unimplemented(message = #message, note = #note)]
        #vis trait #ident {
            #[doc(hidden)]
            const __DECLARED_BY_GROUP_ON_THE_ENUM: #krate::private::OnTheEnum;
        }
    }
}

fn member(group: &Group, state: &State) -> TokenStream {
    let group = &group.ident;
    let ty = state.ty();
    let declared = generics::declared(&state.generics);
    let clause = &state.generics.where_clause;
    quote! {
        impl<#declared> #group for #ty #clause {
            const __DECLARED_BY_GROUP_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
        }
    }
}

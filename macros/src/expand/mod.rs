//! Writes the code. One file per generated thing.

mod any;
mod docs;
mod durable_handle;
mod end;
mod graph;
mod groups;
mod handle;
mod proofs;
mod resume;
mod states;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use self::{
    end::conversions_with,
    handle::HandleParts,
    proofs::{initial_impl, lifecycle_impl, state_impl, terminal_impl},
};
use crate::model::Model;

pub(crate) fn lifecycle(model: &Model) -> TokenStream {
    let handle = handle::handle(model, model.has_invariants());
    let proofs = proofs::proofs(model);
    let ends = end::conversions(model);
    item(model, &handle, &quote!(#proofs #ends))
}

/// After a mistake: the same names, a handle with every method, and looser proofs.
pub(crate) fn tolerant(model: &Model, proofs: &TokenStream) -> TokenStream {
    item(model, &handle::handle(model, true), proofs)
}

fn item(model: &Model, handle: &TokenStream, proofs: &TokenStream) -> TokenStream {
    let states = states::states(model);
    let any = any::any(model);
    let end = end::end(model);
    let groups = groups::groups(model);
    let members = groups::members(model);
    let nodes = graph::states(model);
    let handle_traits = handle::traits(model);
    let conversions = any::conversions(model);
    let resume = resume::resume(model);
    let krate = &model.krate;
    // Who uses a deprecated variant is told, and not who declares it.
    let deprecated = model.has_deprecated().then(|| quote!(#[allow(deprecated)]));
    quote! {
        #states
        #handle
        #any
        #end
        #groups
        // Nothing in here can be named from outside.
        #deprecated
        const _: () = {
            use #krate::private as __e;
            #nodes
            #members
            #proofs
            #handle_traits
            #conversions
            #resume
        };
    }
}

//! The methods of a durable handle: it moves together with its row.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::handle::HandleParts;
use crate::model::Model;

pub(crate) fn methods(model: &Model, parts: &HandleParts, store: &TokenStream) -> TokenStream {
    let krate = &model.krate;
    let vis = model.vis();
    let visibility = model.keys.transitions.as_ref();
    let HandleParts { lifecycle, .. } = parts;
    let (state, next) = (&model.names.state, &model.names.next);
    let write = &model.names.write;
    let handle = &model.names.handle;
    let arrived = parts.in_state(next);
    // First of all, and in the same words everywhere, so that a missing derive `Durable` is reported once.
    let mut itself = model.item.ident.clone();
    itself.set_span(Span::call_site());
    let is_durable = quote!(let _ = <#itself as #store::Durable>::__DERIVED;);
    quote! {
        /// Moves handle and row on to a state that this one declares in `to(..)`: one compare-and-swap, which writes the state's
        /// evidence too.
        ///
        /// # Errors
        ///
        /// `Superseded` where somebody else has the row: nothing was written. `Refused` where a constraint of the database speaks
        /// against it, `BrokenInvariant` where the state's own does. Otherwise the database's. The handle is gone then; return the
        /// error, and the drive ends the row.
        ///
        /// # Cancel safety
        ///
        /// Dropped, the row has moved or not, and the handle is gone: the drive ends the row as its own end says.
        #visibility fn to<'moving, #next>(self, next: #next) -> #store::Moving<'moving, #arrived>
        where
            #state: 'moving,
            #next: #krate::ReachableFrom<#lifecycle, #state>
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'moving,
        {
            #is_durable
            #store::private::to(self.row, self.token, next)
        }

        /// The same, with statements of the caller's own in the same transaction: `async |tx| ..`. They run first, so that the
        /// state's evidence may refer to what they write.
        ///
        /// # Errors
        ///
        /// As `to`; and `Write` where `write` returned an error. Nothing was written then.
        ///
        /// # Cancel safety
        ///
        /// As `to`.
        #visibility async fn to_with<#next, #write>(
            self,
            next: #next,
            write: #write,
        ) -> ::core::result::Result<#arrived, #store::Error>
        where
            #next: #krate::ReachableFrom<#lifecycle, #state>,
            #write: ::core::ops::AsyncFnOnce(&mut #store::Tx) -> ::core::result::Result<(), #krate::BoxError>,
        {
            #is_durable
            let Self { row, token, .. } = self;
            let (row, token) = #store::private::to_with(row, token, &next, write).await?;
            ::core::result::Result::Ok(#handle { state: next, row, token })
        }

        /// The exit of its drive, for a handle in a terminal state.
        #vis fn exit(self) -> #store::Exit<#lifecycle>
        where
            #state: #store::private::Exits<#lifecycle>,
        {
            #is_durable
            #store::private::exit(self.row, self.token, self.state)
        }

        /// The exit of its drive, for a handle in a resting state: the row stays there until somebody drives it again, or until
        /// its deadline.
        #vis fn rest(self) -> #store::Exit<#lifecycle>
        where
            #state: #store::Resting<#lifecycle>,
        {
            #is_durable
            #store::private::rest(self.row, self.token)
        }
    }
}

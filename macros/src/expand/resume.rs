//! From a stored value of the enum back to a typed handle, if the annotation asks for it.

use proc_macro2::TokenStream;
use quote::quote;

use super::handle::HandleParts;
use crate::{generics, model::Model};

/// `Connection::resume(state, context)`, which stands on a handle in no state.
pub(crate) fn resume(model: &Model) -> Option<TokenStream> {
    if model.store.is_some() {
        return None;
    }
    let visibility = &model.keys.resume.as_ref()?.visibility;
    let parts = HandleParts::new(model);
    let HandleParts {
        lifecycle,
        context_type,
        ..
    } = &parts;
    let any = parts.any();
    let declared = generics::declared(&model.handle_generics);
    let clause = &model.handle_generics.where_clause;
    let handle = parts.in_state(quote!(()));
    let parameter = model.context().map(|ty| quote!(, context: #ty));
    let context = parts.context_or_unit();
    Some(quote! {
        // Public by name, as the type of a scope, and yet nobody outside can name it.
        #[doc(hidden)]
        pub struct __Resume<A>(__e::PhantomData<fn() -> A>);
        impl<A: __e::AnyHandle> __e::Resume for __Resume<A> {
            type Any = A;
            const __DECLARED_BY_RESUME_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
        }
        impl<#declared> #handle #clause {
            /// A scope that goes on from a stored `state`. In a terminal state it gives that end and runs nothing.
            #[allow(private_interfaces, dead_code)]
            #visibility fn resume(
                state: #lifecycle
                #parameter
            ) -> __e::StoredScope<__Resume<#any>, #context_type> {
                __e::StoredScope::__resume(state, #context)
            }
        }
    })
}

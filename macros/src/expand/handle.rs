//! The handle: a state, a context and the token that proves the state.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs::handle_docs, durable_handle, states::lints};
use crate::{generics, model::Model};

/// The pieces that all code about handles is put together from.
pub(crate) struct HandleParts {
    /// `'a, T: Bound`, declared before the state's parameter.
    pub(crate) declared: TokenStream,
    /// The where clause's predicates.
    pub(crate) predicates: Option<TokenStream>,
    arguments: TokenStream,
    ident: proc_macro2::Ident,
    any: TokenStream,
    /// The enum with its arguments.
    pub(crate) lifecycle: TokenStream,
    /// `context: Peer` as a parameter or a field, and as its value.
    pub(crate) context: Option<TokenStream>,
    /// `Peer`, or `()` where there is no context.
    pub(crate) context_type: TokenStream,
}

impl HandleParts {
    pub(crate) fn new(model: &Model) -> Self {
        let declared = generics::declared(&model.handle_generics);
        let arguments = generics::arguments(&model.handle_generics);
        let separator = (!arguments.is_empty()).then(|| quote!(,));
        let any = &model.names.any;
        let (_, any_arguments, _) = model.handle_generics.split_for_impl();
        let enum_ident = &model.item.ident;
        let (_, enum_arguments, _) = model.item.generics.split_for_impl();
        Self {
            declared: quote!(#declared #separator),
            predicates: generics::predicates(&model.handle_generics),
            arguments: quote!(#arguments #separator),
            ident: model.names.handle.clone(),
            any: quote!(#any #any_arguments),
            lifecycle: quote!(#enum_ident #enum_arguments),
            context: context(model),
            context_type: match (&model.store, model.context()) {
                (Some(store), _) => quote!(#store::Row<#enum_ident #enum_arguments>),
                (None, Some(ty)) => quote!(#ty),
                (None, None) => quote!(()),
            },
        }
    }

    /// `Connection<'a, T, Open>`.
    pub(crate) fn in_state(&self, state: impl quote::ToTokens) -> TokenStream {
        let Self {
            ident, arguments, ..
        } = self;
        quote!(#ident<#arguments #state>)
    }

    /// `AnyConnection<'a, T>`.
    pub(crate) fn any(&self) -> &TokenStream {
        &self.any
    }

    /// `context,` where there is a context.
    pub(crate) fn context_value(&self) -> Option<TokenStream> {
        self.context.as_ref().map(|context| quote!(#context,))
    }

    /// `context` where there is one, and `()` otherwise: as a value, and as a pattern.
    pub(crate) fn context_or_unit(&self) -> TokenStream {
        self.context.clone().unwrap_or_else(|| quote!(()))
    }
}

/// The field that goes along from state to state: a durable lifecycle's row, or the context.
fn context(model: &Model) -> Option<TokenStream> {
    match (&model.store, model.context()) {
        (Some(_), _) => Some(quote!(row)),
        (None, Some(_)) => Some(quote!(context)),
        (None, None) => None,
    }
}

pub(crate) fn handle(model: &Model, with_try_to: bool) -> TokenStream {
    let parts = HandleParts::new(model);
    let HandleParts {
        declared,
        predicates,
        ident,
        lifecycle,
        context_type,
        ..
    } = &parts;
    let krate = &model.krate;
    let vis = model.vis();
    let state = &model.names.state;
    let docs = handle_docs(model);
    let lints = lints(&model.item.attrs);
    let field = parts
        .context
        .as_ref()
        .map(|name| quote!(#name: #context_type,));
    let methods = match &model.store {
        Some(store) => durable_handle::methods(model, &parts, store),
        None => methods(model, &parts, with_try_to),
    };
    let clause = predicates
        .as_ref()
        .map(|predicates| quote!(where #predicates));
    let this = parts.in_state(state);
    quote! {
        #docs
        #(#lints)*
        #[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
        #vis struct #ident<#declared #state> #clause {
            state: #state,
            #field
            token: #krate::Token<#lifecycle, #state>,
        }

        // The context may be private to this module, and not every lifecycle needs every method.
        #[allow(private_interfaces, dead_code)]
        impl<#declared #state: #krate::State<#lifecycle>> #this #clause {
            #methods

            /// What the state carries. The lifecycle is abandoned.
            #vis fn into_state(self) -> #state {
                self.state
            }
        }
    }
}

/// What moves and ends it in memory.
fn methods(model: &Model, parts: &HandleParts, with_try_to: bool) -> TokenStream {
    let HandleParts {
        lifecycle,
        context_type,
        ..
    } = parts;
    let krate = &model.krate;
    let vis = model.vis();
    let state = &model.names.state;
    let parameter = model.context().map(|ty| quote!(, context: #ty));
    let context = parts.context_or_unit();
    let transition = transition(model, parts);
    let try_to = with_try_to.then(|| checked_transition(model, parts));
    quote! {
        #transition
        #try_to

        /// The exit of its scope, for a handle in a terminal state.
        #vis fn exit(self) -> #krate::Exit<#lifecycle>
        where
            #state: #krate::Terminal<#lifecycle>,
        {
            self.token.exit(self.state)
        }

        /// A scope that begins in `state`, which has to be initial.
        #vis fn scope(
            state: #state
            #parameter
        ) -> #krate::scope::InitialScope<Self, #context_type>
        where
            #state: #krate::Initial<#lifecycle>,
        {
            #krate::scope::InitialScope::__initial(state, #context)
        }
    }
}

/// What the runtime needs to know of it, and its `Debug`.
pub(crate) fn traits(model: &Model) -> TokenStream {
    let parts = HandleParts::new(model);
    let HandleParts {
        declared,
        predicates,
        ident,
        lifecycle,
        context_type,
        ..
    } = &parts;
    let clause = predicates
        .as_ref()
        .map(|predicates| quote!(where #predicates));
    let state = &model.names.state;
    let this = parts.in_state(state);
    let any = parts.any();
    let pattern = parts.context_or_unit();
    let context = parts.context_value();
    let name = crate::names::plain(ident);
    quote! {
        impl<#declared #state: __e::State<#lifecycle>> __e::Handle<#context_type> for #this #clause {
            type Any = #any;
            type State = #state;
            fn __assemble(state: #state, #pattern: #context_type, token: __e::TokenOf<Self, #context_type>) -> Self {
                Self { state, #context token }
            }
        }
        impl<#declared #state: __e::State<#lifecycle>> __e::fmt::Debug for #this #clause {
            fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
                __e::debug_handle(f, #name, #state::NAME)
            }
        }
    }
}

fn transition(model: &Model, parts: &HandleParts) -> TokenStream {
    let krate = &model.krate;
    let vis = model.keys.transitions.as_ref();
    let HandleParts { lifecycle, .. } = parts;
    let (state, next) = (&model.names.state, &model.names.next);
    let moved = parts.in_state(next);
    let context = parts
        .context
        .as_ref()
        .map_or_else(|| quote!(()), |context| quote!(self.#context));
    quote! {
        /// Moves on to a state that this one declares in `to(..)`.
        #vis fn to<#next>(self, next: #next) -> #moved
        where
            #next: #krate::ReachableFrom<#lifecycle, #state, Entry: #krate::Unchecked>,
        {
            #krate::Handle::__assemble(next, #context, self.token.to())
        }
    }
}

fn checked_transition(model: &Model, parts: &HandleParts) -> TokenStream {
    let krate = &model.krate;
    let vis = model.keys.transitions.as_ref();
    let HandleParts { lifecycle, .. } = parts;
    let (state, next) = (&model.names.state, &model.names.next);
    let handle = &model.names.handle;
    let moved = parts.in_state(next);
    let context = parts.context_value();
    quote! {
        /// Moves on to a state that this one declares in `to(..)`, if that state's invariant holds.
        ///
        /// # Errors
        ///
        /// Gives the handle and the state back if it does not.
        #vis fn try_to<#next>(
            self,
            next: #next,
        ) -> ::core::result::Result<#moved, #krate::Rejected<Self, #next>>
        where
            #next: #krate::ReachableFrom<#lifecycle, #state, Entry: #krate::private::Checked>,
        {
            let Self { state, #context token } = self;
            match token.try_to(&next) {
                ::core::result::Result::Ok(token) => {
                    ::core::result::Result::Ok(#handle { state: next, #context token })
                }
                ::core::result::Result::Err(token) => ::core::result::Result::Err(
                    #krate::Rejected::__new(Self { state, #context token }, next),
                ),
            }
        }
    }
}

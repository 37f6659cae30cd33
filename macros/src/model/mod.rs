//! What the annotation means: names chosen, targets found. Everything still points at the user's own tokens.

mod fixpoints;
mod groups;
mod lookup;
mod state;

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, Generics, Path, Type, Visibility};

use self::lookup::Lookup;
pub(crate) use self::{
    fixpoints::{Fixpoint, Fixpoints},
    groups::Group,
    state::State,
};
use crate::{
    generics,
    input::{EnumKeys, HandleName, Input},
    names::{fresh, identifiers, plain},
    report::Report,
};

pub(crate) struct Model<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) keys: &'a EnumKeys,
    pub(crate) names: Names,
    /// The path of the runtime crate.
    pub(crate) krate: TokenStream,
    /// The path of the store crate, where the lifecycle is durable.
    pub(crate) store: Option<TokenStream>,
    pub(crate) states: Vec<State<'a>>,
    pub(crate) groups: Vec<Group<'a>>,
    pub(crate) fixpoints: Fixpoints<'a>,
    /// The parameters of the handle: the enum's and its own.
    pub(crate) handle_generics: Generics,
    /// The parameters of the enum of ends.
    pub(crate) end_generics: Generics,
    ends: Vec<bool>,
    /// Something could not be read, so that what is missing may only be misspelt.
    pub(crate) unread: bool,
}

/// The identifiers of what is generated.
pub(crate) struct Names {
    pub(crate) handle: Ident,
    pub(crate) any: Ident,
    pub(crate) end: Ident,
    /// The parameter for the state of a handle, and for the next one.
    pub(crate) state: Ident,
    pub(crate) next: Ident,
    /// The parameter for what a caller writes together with a transition.
    pub(crate) write: Ident,
}

impl<'a> Model<'a> {
    pub(crate) fn resolve(input: &'a Input<'a>, report: &mut Report) -> Self {
        let Input {
            item,
            keys,
            variants,
        } = input;
        let krate = keys
            .krate
            .as_ref()
            .map_or_else(|| quote!(::endstate), Path::to_token_stream);
        let mut taken = HashSet::new();
        identifiers(item.to_token_stream(), &mut taken);

        let handle = handle_ident(item, keys, report);
        let lookup = Lookup::new(variants);
        let states: Vec<State<'a>> = variants
            .iter()
            .enumerate()
            .map(|(i, variant)| State::resolve(i, variant, input, &lookup, report))
            .collect();
        let fixpoints = Fixpoints::resolve(keys, &lookup, report);
        let ends = meant_as_ends(&states, &fixpoints);
        let no_generics = Generics::default();
        let own = keys
            .handle
            .as_ref()
            .map_or(&no_generics, |HandleName { generics, .. }| generics);
        Self {
            item,
            keys,
            krate,
            store: crate::durable::store(item),
            names: Names {
                any: format_ident!("Any{}", handle),
                end: format_ident!("{}End", handle),
                handle,
                state: fresh("S", &mut taken),
                next: fresh("N", &mut taken),
                write: fresh("F", &mut taken),
            },
            groups: groups::of(&states, keys),
            handle_generics: generics::without_defaults(&generics::joined(&item.generics, own)),
            end_generics: end_generics(item, &states, &ends),
            unread: keys.unread || variants.iter().any(|(_, state)| state.unread),
            fixpoints,
            ends,
            states,
        }
    }

    pub(crate) fn vis(&self) -> &'a Visibility {
        &self.item.vis
    }

    pub(crate) fn context(&self) -> Option<&'a Type> {
        self.keys.context.as_ref()
    }

    /// The states in which the lifecycle is over.
    ///
    /// These are the terminal states, and after a mistake also what must have been meant as one.
    pub(crate) fn ends(&self) -> impl Iterator<Item = &State<'a>> {
        self.states.iter().filter(|state| self.ends[state.position])
    }

    pub(crate) fn has_deprecated(&self) -> bool {
        let variants = self.states.iter().flat_map(|state| &state.variant.attrs);
        let mut attributes = self.item.attrs.iter().chain(variants);
        attributes.any(|attribute| attribute.path().is_ident("deprecated"))
    }

    pub(crate) fn has_invariants(&self) -> bool {
        self.states
            .iter()
            .any(|state| state.keys.invariant.is_some())
    }
}

fn handle_ident(item: &DeriveInput, keys: &EnumKeys, report: &mut Report) -> Ident {
    if let Some(handle) = &keys.handle {
        return handle.ident.clone();
    }
    let name = plain(&item.ident);
    match name.strip_suffix("State") {
        Some(handle) if !handle.is_empty() => Ident::new(handle, item.ident.span()),
        _ => {
            if !keys.unread {
                let problem = format!(
                    "name the handle: `#[lifecycle(handle = ..)]`; only an enum called `..State` gives it a name \
                     by default (`{name}State` would make it `{name}`)"
                );
                report.mistake(&item.ident, problem);
            }
            format_ident!("{}Handle", item.ident)
        }
    }
}

fn prefixed(keys: &EnumKeys, ident: &Ident) -> Ident {
    match &keys.prefix {
        Some(prefix) => format_ident!("{}{}", prefix.value(), ident, span = ident.span()),
        None => ident.clone(),
    }
}

/// Terminal states, and after a mistake what must have been meant as one: what is reached and leads nowhere, and fixpoints.
fn meant_as_ends(states: &[State<'_>], fixpoints: &Fixpoints<'_>) -> Vec<bool> {
    let leads_nowhere = |state: &State| {
        let keys = state.keys;
        keys.to.is_none() && keys.trap.is_none() && keys.initial.is_none() && !keys.unread
    };
    let mut ends: Vec<bool> = states
        .iter()
        .map(|state| state.is_terminal() || leads_nowhere(state))
        .collect();
    if !ends.contains(&true) {
        for fixpoint in fixpoints.iter() {
            ends[fixpoint.state] = true;
        }
    }
    if ends.contains(&true) {
        ends
    } else {
        states.iter().map(|state| state.edges.is_empty()).collect()
    }
}

fn end_generics(item: &DeriveInput, states: &[State<'_>], ends: &[bool]) -> Generics {
    let fields = states
        .iter()
        .zip(ends)
        .filter(|&(_, &end)| end)
        .map(|(state, _)| &state.variant.fields);
    generics::named_by(&item.generics, quote!(#(#fields),*))
}

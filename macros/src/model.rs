//! What the annotation means: names chosen, targets found. Everything still points at the user's own tokens.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, Generics, LitStr, Path, Type, Variant, Visibility};

use crate::{
    generics,
    input::{EnumKeys, HandleName, Input, VariantKeys},
    names::{closest, fresh, identifiers, listed, plain},
    report::Report,
};

pub(crate) struct Model<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) keys: &'a EnumKeys,
    pub(crate) names: Names,
    /// The path of the runtime crate.
    pub(crate) krate: TokenStream,
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
}

pub(crate) struct State<'a> {
    /// Its place in the enum.
    position: usize,
    pub(crate) variant: &'a Variant,
    pub(crate) keys: &'a VariantKeys,
    /// The name of its struct.
    pub(crate) ident: Ident,
    pub(crate) status: String,
    pub(crate) generics: Generics,
    pub(crate) edges: Vec<Edge<'a>>,
    /// It names a target that no state comes near to.
    pub(crate) leads_astray: bool,
}

pub(crate) struct Edge<'a> {
    /// The position of the state it leads to.
    pub(crate) to: usize,
    pub(crate) label: Option<&'a LitStr>,
}

pub(crate) struct Group<'a> {
    /// The first mention.
    pub(crate) written: &'a Ident,
    /// The name of its trait.
    pub(crate) ident: Ident,
    pub(crate) states: Vec<usize>,
}

/// Where an abandoned lifecycle ends, by cause.
#[derive(Default)]
pub(crate) struct Fixpoints<'a> {
    pub(crate) default: Option<Fixpoint<'a>>,
    pub(crate) cancelled: Option<Fixpoint<'a>>,
    pub(crate) timed_out: Option<Fixpoint<'a>>,
    pub(crate) panicked: Option<Fixpoint<'a>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Fixpoint<'a> {
    pub(crate) state: usize,
    pub(crate) written: &'a Ident,
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
            names: Names {
                any: format_ident!("Any{}", handle),
                end: format_ident!("{}End", handle),
                handle,
                state: fresh("S", &mut taken),
                next: fresh("N", &mut taken),
            },
            groups: groups(&states, keys),
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

impl<'a> State<'a> {
    fn resolve(
        position: usize,
        (variant, keys): &'a (&'a Variant, VariantKeys),
        input: &'a Input<'a>,
        lookup: &Lookup,
        report: &mut Report,
    ) -> Self {
        let mut leads_astray = false;
        let edges = keys.targets.iter().filter_map(|target| {
            let to = lookup.find(&target.state, report);
            leads_astray |= to.is_none();
            Some(Edge {
                to: to?,
                label: target.label.as_ref(),
            })
        });
        Self {
            position,
            edges: edges.collect(),
            variant,
            keys,
            ident: prefixed(&input.keys, &variant.ident),
            status: keys.rename.as_ref().map_or_else(
                || input.keys.rename_all.apply(&plain(&variant.ident)),
                LitStr::value,
            ),
            generics: generics::named_by(&input.item.generics, variant.fields.to_token_stream()),
            leads_astray,
        }
    }

    pub(crate) fn is_initial(&self) -> bool {
        self.keys.initial.is_some()
    }

    pub(crate) fn is_terminal(&self) -> bool {
        self.keys.terminal.is_some()
    }

    /// Where it stands in the constant of all states.
    pub(crate) fn node(&self) -> TokenStream {
        let position = syn::Index::from(self.position);
        quote!(&__STATES[#position])
    }

    /// The state's struct with its arguments.
    pub(crate) fn ty(&self) -> TokenStream {
        self.ty_at(self.ident.span())
    }

    /// The same, where an error about it is to be reported.
    pub(crate) fn ty_at(&self, span: Span) -> TokenStream {
        let mut ident = self.ident.clone();
        ident.set_span(span);
        let arguments = generics::arguments(&self.generics);
        if arguments.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#arguments>)
        }
    }
}

impl<'a> Fixpoints<'a> {
    fn resolve(keys: &'a EnumKeys, lookup: &Lookup, report: &mut Report) -> Self {
        let mut find = |written: &'a Option<Ident>| {
            let written = written.as_ref()?;
            Some(Fixpoint {
                state: lookup.find(written, report)?,
                written,
            })
        };
        Self {
            default: find(&keys.fixpoint),
            cancelled: find(&keys.cancelled),
            timed_out: find(&keys.timed_out),
            panicked: find(&keys.panicked),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Fixpoint<'a>> {
        [self.default, self.cancelled, self.timed_out, self.panicked]
            .into_iter()
            .flatten()
    }
}

/// Finds a state by its name; a misspelt one is reported, and taken for the one it comes near to.
struct Lookup {
    states: HashMap<String, usize>,
    in_order: Vec<String>,
}

impl Lookup {
    fn new(variants: &[(&Variant, VariantKeys)]) -> Self {
        let in_order: Vec<String> = variants
            .iter()
            .map(|(variant, _)| plain(&variant.ident))
            .collect();
        let states = in_order
            .iter()
            .cloned()
            .enumerate()
            .map(|(i, name)| (name, i))
            .collect();
        Self { states, in_order }
    }

    fn find(&self, written: &Ident, report: &mut Report) -> Option<usize> {
        let name = plain(written);
        if let Some(&state) = self.states.get(&name) {
            return Some(state);
        }
        let names = || self.in_order.iter().map(String::as_str);
        let meant = closest(&name, names());
        let hint = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the states are {}", listed(names())),
        };
        report.mistake(
            written,
            format!("no state `{name}` in this lifecycle; {hint}"),
        );
        meant.and_then(|meant| self.states.get(meant).copied())
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

fn groups<'a>(states: &[State<'a>], keys: &EnumKeys) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (i, state) in states.iter().enumerate() {
        for written in &state.keys.groups {
            if let Some(group) = groups.iter_mut().find(|group| group.written == written) {
                if group.states.last() != Some(&i) {
                    group.states.push(i);
                }
            } else {
                let ident = prefixed(keys, written);
                groups.push(Group {
                    written,
                    ident,
                    states: vec![i],
                });
            }
        }
    }
    groups
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

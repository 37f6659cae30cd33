//! The groups that states say they belong to.

use proc_macro2::Ident;

use super::{State, prefixed};
use crate::input::EnumKeys;

pub(crate) struct Group<'a> {
    /// The first mention.
    pub(crate) written: &'a Ident,
    /// The name of its trait.
    pub(crate) ident: Ident,
    pub(crate) states: Vec<usize>,
}

pub(super) fn of<'a>(states: &[State<'a>], keys: &EnumKeys) -> Vec<Group<'a>> {
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

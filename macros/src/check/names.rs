//! Nothing is said twice, and no name is given to two things.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;
use syn::GenericParam;

use crate::{model::Model, names::plain, report::Report};

pub(super) fn said_once(model: &Model, report: &mut Report) {
    for state in &model.states {
        refuse_repeated(
            state.keys.targets.iter().map(|target| &target.state),
            report,
            |name| {
                format!(
                    "`{}` lists `{name}` twice; keep one",
                    plain(&state.variant.ident)
                )
            },
        );
        refuse_repeated(&state.keys.groups, report, |name| {
            format!(
                "`{}` is in the group `{name}` twice; keep one",
                plain(&state.variant.ident)
            )
        });
    }
    let mut statuses: HashMap<&str, &Ident> = HashMap::new();
    for state in &model.states {
        if let Some(other) = statuses.insert(&state.status, &state.variant.ident) {
            let problem = format!(
                "`{}` has the status `{}` too; give one of them a `rename` of its own",
                plain(other),
                state.status
            );
            match &state.keys.rename {
                Some(rename) => report.mistake(rename, problem),
                None => report.mistake(&state.variant.ident, problem),
            }
        }
    }
    generated_names(model, report);
}

/// State structs and groups stand beside the enum, the handle and the other generated enums.
fn generated_names(model: &Model, report: &mut Report) {
    let names = &model.names;
    let mut taken = HashMap::from([(plain(&model.item.ident), "the enum itself")]);
    // In a generic impl the parameter would be meant.
    let parameters = model.handle_generics.params.iter();
    taken.extend(parameters.filter_map(|parameter| match parameter {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(parameter) => Some((plain(&parameter.ident), "a parameter")),
        GenericParam::Const(parameter) => Some((plain(&parameter.ident), "a parameter")),
    }));
    for (ident, what) in [
        (&names.handle, "the handle"),
        (&names.any, "the enum of handles"),
        (&names.end, "the enum of terminal states"),
    ] {
        if let Some(other) = taken.insert(plain(ident), what) {
            let problem = format!(
                "{what} would be `{}`, which is {other}; choose another `handle = ..`",
                plain(ident)
            );
            match &model.keys.handle {
                Some(handle) => report.mistake(&handle.ident, problem),
                None => report.mistake(&model.item.ident, problem),
            }
        }
    }
    let states = model
        .states
        .iter()
        .map(|state| (&state.ident, &state.variant.ident, "a state"));
    let groups = model
        .groups
        .iter()
        .map(|group| (&group.ident, group.written, "a group"));
    for (ident, written, what) in states.chain(groups) {
        if let Some(other) = taken.insert(plain(ident), what) {
            // The prefix covers both a state and a group.
            let remedy = if other == "a state" {
                "choose another name for the group"
            } else {
                "set them apart with `prefix = \"..\"` or another name"
            };
            let problem = format!(
                "`{}` would be {what} with the name of {other}; {remedy}",
                plain(ident)
            );
            report.mistake(written, problem);
        }
    }
}

fn refuse_repeated<'a>(
    names: impl IntoIterator<Item = &'a Ident>,
    report: &mut Report,
    problem: impl Fn(String) -> String,
) {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(plain(name)) {
            report.mistake(name, problem(plain(name)));
        }
    }
}

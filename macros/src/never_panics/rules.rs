//! The rules of the design once more, told in the simplest way and not in the derive's.

use std::collections::HashSet;

use super::enums::{Enum, Variant};

type Rule = fn(&Enum) -> bool;

/// A rule that the enum breaks.
pub(super) fn broken(item: &Enum) -> Option<&'static str> {
    let rules: [(&str, Rule); 11] = [
        ("a handle without a name", |item| handle(item).is_none()),
        ("no initial state", |item| {
            !item.variants.iter().any(|it| it.initial)
        }),
        ("no terminal state", |item| {
            !item.variants.iter().any(|it| it.terminal)
        }),
        ("no fixpoint", |item| item.fixpoint.is_none()),
        ("a fixpoint that is no terminal state", |item| {
            fixpoints(item).any(|name| !state(item, name).is_some_and(|it| it.terminal))
        }),
        ("a target that is no state", |item| {
            edges(item).any(|(_, to)| state(item, to).is_none())
        }),
        ("a terminal state that is something else too", |item| {
            item.variants
                .iter()
                .any(|it| it.terminal && (it.trap || !it.to.is_empty()))
        }),
        ("something said twice", said_twice),
        ("a state that nothing leads to", |item| {
            item.variants.iter().any(|it| !reached(item, it))
        }),
        ("a dead end, or a needless trap", |item| {
            item.variants.iter().any(|it| {
                let ends = leads_to(item, it, |it| it.terminal);
                let ends_or_traps = leads_to(item, it, |it| it.terminal || it.trap);
                !ends_or_traps || (it.trap && ends)
            })
        }),
        ("an attribute on a field", |item| {
            item.variants.iter().any(|it| it.on_field)
        }),
    ];
    let rule = rules.into_iter().find(|(_, is_broken)| is_broken(item));
    rule.map(|(rule, _)| rule)
}

fn raw(name: &str) -> &str {
    name.trim_start_matches("r#")
}

fn state<'a>(item: &'a Enum, name: &str) -> Option<&'a Variant> {
    item.variants.iter().find(|it| raw(it.name) == raw(name))
}

fn edges(item: &Enum) -> impl Iterator<Item = (&Variant, &'static str)> {
    item.variants
        .iter()
        .flat_map(|it| it.to.iter().map(move |&(to, _)| (it, to)))
}

fn fixpoints(item: &Enum) -> impl Iterator<Item = &'static str> {
    item.fixpoint
        .into_iter()
        .chain(item.others.into_iter().flatten())
}

fn handle(item: &Enum) -> Option<&'static str> {
    let by_default = raw(item.name).strip_suffix("State");
    item.handle.or(by_default).filter(|name| !name.is_empty())
}

fn said_twice(item: &Enum) -> bool {
    let handle = raw(handle(item).unwrap_or_default());
    let prefixed = |name| format!("{}{}", item.prefix.unwrap_or_default(), raw(name));
    let groups: HashSet<&str> = item
        .variants
        .iter()
        .flat_map(|it| &it.groups)
        .copied()
        .collect();
    let mut generated = vec![raw(item.name).into(), handle.into()];
    generated.extend([format!("Any{handle}"), format!("{handle}End")]);
    generated.extend(item.variants.iter().map(|it| prefixed(it.name)));
    generated.extend(groups.into_iter().map(prefixed));
    let words = item.generics.0.split(|c: char| !c.is_alphanumeric());
    let parameters =
        ["T", "U", "N"].map(|name| words.clone().any(|word| word == name).then_some(name));
    generated.extend(parameters.into_iter().flatten().map(str::to_owned));
    let statuses = item.variants.iter().map(|it| status(item, it));
    item.variants
        .iter()
        .any(|it| twice(it.to.iter().map(|&(to, _)| raw(to))))
        || item.variants.iter().any(|it| twice(&it.groups))
        || twice(generated)
        || twice(statuses)
}

fn twice<T: Eq + std::hash::Hash>(things: impl IntoIterator<Item = T>) -> bool {
    let mut seen = HashSet::new();
    !things.into_iter().all(|thing| seen.insert(thing))
}

fn status(item: &Enum, state: &Variant) -> String {
    let name = raw(state.name);
    let words = |separator: &str| {
        let spaced = name.replace("Needed", &format!("{separator}Needed"));
        spaced.to_lowercase()
    };
    match (state.rename, item.rename_all) {
        (Some(rename), _) => rename.into(),
        (None, Some("lowercase")) => words(""),
        (None, Some("UPPERCASE")) => words("").to_uppercase(),
        (None, Some("kebab-case")) => words("-"),
        (None, _) => words("_"),
    }
}

/// Whether a walk along declared edges comes here from where a lifecycle begins, or an abandonment does.
fn reached(item: &Enum, state: &Variant) -> bool {
    let abandoned_to = fixpoints(item).any(|name| raw(name) == raw(state.name));
    let starts = item.variants.iter().filter(|it| it.initial);
    abandoned_to
        || starts
            .into_iter()
            .any(|start| leads_to(item, start, |it| it.name == state.name))
}

/// Whether a walk of no more steps than there are states comes to such a state.
fn leads_to(item: &Enum, from: &Variant, is_there: impl Fn(&Variant) -> bool) -> bool {
    let mut here = vec![from.name];
    for _ in &item.variants {
        let next = edges(item).filter(|(it, _)| here.contains(&it.name));
        let next: HashSet<&str> = next
            .filter_map(|(_, to)| Some(state(item, to)?.name))
            .collect();
        here.extend(next);
    }
    here.iter()
        .any(|name| state(item, name).is_some_and(&is_there))
}

//! Judges the graph. Every mistake is reported, on the tokens at fault.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::GenericParam;

use crate::{
    model::{Model, State},
    names::{listed, plain},
    report::Report,
};

pub(crate) fn graph(model: &Model, report: &mut Report) {
    duplicates(model, report);
    contradictions(model, report);
    fixpoints(model, report);
    // What is missing may only be misspelt, and that has been reported.
    if !model.unread && ends_are_declared(model, report) {
        paths(model, report);
    }
}

/// The same thing said twice, or one name for two things.
fn duplicates(model: &Model, report: &mut Report) {
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
                "`{}` has the status `{}` too; give one of them another `rename`",
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
    let mut seen = std::collections::HashSet::new();
    for name in names {
        if !seen.insert(plain(name)) {
            report.mistake(name, problem(plain(name)));
        }
    }
}

/// A terminal state is over, and that is all it is.
fn contradictions(model: &Model, report: &mut Report) {
    for state in model.states.iter().filter(|state| state.is_terminal()) {
        let name = plain(&state.variant.ident);
        if let Some(to) = &state.keys.to {
            report.mistake(
                to,
                format!("`{name}` is terminal, so it leads nowhere; drop `to(..)` or `terminal`"),
            );
        }
        if let Some(trap) = &state.keys.trap {
            report.mistake(
                trap,
                format!("`{name}` is terminal, so it is no trap; drop `trap` or `terminal`"),
            );
        }
    }
}

fn fixpoints(model: &Model, report: &mut Report) {
    if model.keys.fixpoint.is_none() && !model.unread {
        let problem = format!(
            "name the fixpoint: which terminal state does a `{}` fall to when nobody moves it forward?\n\
             write `#[lifecycle(fixpoint = {})]`",
            plain(&model.names.handle),
            model
                .states
                .iter()
                .find(|state| state.is_terminal())
                .map_or_else(|| "..".to_owned(), |state| plain(&state.variant.ident)),
        );
        report.mistake(&model.item.ident, problem);
    }
    for fixpoint in model.fixpoints.iter() {
        let state = &model.states[fixpoint.state];
        // A misspelt fixpoint has been reported, and a variant that could not be read may be terminal.
        if !state.is_terminal() && !state.keys.unread && *fixpoint.written == state.variant.ident {
            let name = plain(fixpoint.written);
            let terminal = model
                .states
                .iter()
                .filter(|state| state.is_terminal())
                .map(|state| plain(&state.variant.ident));
            let terminal: Vec<String> = terminal.collect();
            let hint = if terminal.is_empty() {
                format!("mark `{name}` as `terminal`")
            } else {
                format!(
                    "choose from {}, or mark `{name}` as `terminal`",
                    listed(terminal.iter().map(String::as_str))
                )
            };
            report.mistake(fixpoint.written, format!("the fixpoint `{name}` is not a terminal state, so a lifecycle could not stay there; {hint}"));
        }
    }
}

/// Whether there is a beginning and an end, without which no path can be judged.
fn ends_are_declared(model: &Model, report: &mut Report) -> bool {
    let initial = model.states.iter().any(State::is_initial);
    let terminal = model.states.iter().any(State::is_terminal);
    if !initial {
        report.mistake(&model.item.ident, "no initial state: mark the state that a lifecycle begins in with `#[lifecycle(initial, ..)]`");
    }
    // A fixpoint that is not terminal has been reported.
    if !terminal && model.fixpoints.iter().next().is_none() {
        report.mistake(&model.item.ident, "no terminal state: mark each state in which the lifecycle is over with `#[lifecycle(terminal)]`");
    }
    initial && terminal
}

/// Every state is reached, and every state can reach an end.
fn paths(model: &Model, report: &mut Report) {
    let forward: Vec<Vec<usize>> = model
        .states
        .iter()
        .map(|state| state.edges.iter().map(|edge| edge.to).collect())
        .collect();
    let mut backward = vec![Vec::new(); forward.len()];
    for (from, targets) in forward.iter().enumerate() {
        for &to in targets {
            backward[to].push(from);
        }
    }
    let all = |choose: &dyn Fn(&State) -> bool| -> Vec<usize> {
        (0..model.states.len())
            .filter(|&i| choose(&model.states[i]))
            .collect()
    };

    let astray = model.states.iter().any(|state| state.leads_astray);
    let mut begin = all(&|state| state.is_initial());
    begin.extend(model.fixpoints.iter().map(|fixpoint| fixpoint.state));
    let reached = reach(&forward, begin);
    let ends = reach(
        &backward,
        all(&|state| state.is_terminal() || state.leads_astray),
    );
    let ends_or_traps = reach(
        &backward,
        all(&|state| state.is_terminal() || state.leads_astray || state.keys.trap.is_some()),
    );

    for (i, state) in model.states.iter().enumerate() {
        let name = plain(&state.variant.ident);
        // Without a fixpoint, a state that only abandonment enters looks unreached.
        let may_be_reached = astray || (model.fixpoints.default.is_none() && state.is_terminal());
        if !reached[i] && !may_be_reached {
            report.mistake(&state.variant.ident, format!("no initial state leads to `{name}`: list it in the `to(..)` of a state that does, mark it `initial`, or remove it"));
        }
        match &state.keys.trap {
            Some(trap) if ends[i] && !state.is_terminal() => {
                report.mistake(
                    trap,
                    format!("`{name}` can reach a terminal state, so it is no trap; drop `trap`"),
                );
            }
            None if !ends_or_traps[i] => {
                report.mistake(&state.variant.ident, dead_end(&name, state));
            }
            _ => {}
        }
    }
}

fn dead_end(name: &str, state: &State) -> String {
    let way_out = if state.edges.is_empty() {
        "mark it `terminal`, give it a `to(..)` that leads to one"
    } else {
        "add a transition that leads to one"
    };
    format!(
        "no terminal state can be reached from `{name}`: its fixpoint would be itself\n\
         {way_out}, or declare `trap = \"why\"`"
    )
}

/// Which states `start` reaches along `edges`, each visited once.
fn reach(edges: &[Vec<usize>], start: Vec<usize>) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    let mut open = start;
    while let Some(state) = open.pop() {
        if !std::mem::replace(&mut reached[state], true) {
            open.extend(&edges[state]);
        }
    }
    reached
}

//! Judges the graph. Every mistake is reported, on the tokens at fault.

mod durable;
mod names;
mod paths;

use crate::{
    model::{Model, State},
    names::{listed, plain},
    report::Report,
};

pub(crate) fn graph(model: &Model, report: &mut Report) {
    names::said_once(model, report);
    contradictions(model, report);
    durable::without_a_use(model, report);
    fixpoints(model, report);
    // What is missing may only be misspelt, and that has been reported.
    if !model.unread && ends_are_declared(model, report) {
        paths::reach_ends(model, report);
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
            report.mistake(fixpoint.written, format!("`{name}` cannot be a fixpoint: it is not a terminal state, so a lifecycle could not stay there; {hint}"));
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

//! Judges the table. Every mistake is reported, on the tokens at fault.

use super::{Stored, Table, columns, place};
use crate::{
    model::{Model, State},
    names::{closest, listed, plain},
    report::Report,
};

/// Names of generated objects begin with the table's, and Postgres cuts names off at 63 bytes.
const LONGEST_TABLE: usize = 40;

pub(crate) fn check(model: &Model, table: &Table, report: &mut Report) {
    named(model, table, report);
    for (state, stored) in model.states.iter().zip(&table.states) {
        rests(state, stored, report);
        deadline(model, state, stored, report);
    }
    columns::check(model, table, report);
}

fn named(model: &Model, table: &Table, report: &mut Report) {
    match &table.keys.table {
        None if table.keys.unread => {}
        None => report.mistake(
            &model.item.ident,
            format!(
                "name the table that each `{}` is a row of: `#[durable(table = \"..\")]`",
                plain(&model.names.handle)
            ),
        ),
        Some(name) if name.value().is_empty() || name.value().len() > LONGEST_TABLE => report.mistake(
            name,
            format!("a table's name has from 1 to {LONGEST_TABLE} bytes: the names of its constraints begin with it"),
        ),
        Some(_) => {}
    }
}

fn rests(state: &State, stored: &Stored, report: &mut Report) {
    let name = plain(&state.variant.ident);
    let keys = &stored.keys;
    if state.is_terminal() {
        for key in [&keys.resting, &keys.unbounded].into_iter().flatten() {
            report.mistake(
                key,
                format!(
                    "`{name}` is terminal: its rows stay there anyway; drop `{}` or `terminal`",
                    plain(key)
                ),
            );
        }
        return;
    }
    match (&keys.resting, &keys.deadline, &keys.unbounded) {
        (Some(resting), None, None) if !keys.unread => report.mistake(
            resting,
            format!(
                "a row left in `{name}` would rest for ever if nobody comes back to it: say until when, \
                 `deadline = \"24h\" -> ..`, or why not, `unbounded = \"reason\"`"
            ),
        ),
        (_, Some(_), Some(unbounded)) => {
            report.mistake(unbounded, format!("`{name}` has a deadline, so it is not `unbounded`; drop one"));
        }
        (None, _, Some(unbounded)) => {
            report.mistake(unbounded, format!("`{name}` is not `resting`, so `unbounded` says nothing; drop it"));
        }
        _ => {}
    }
}

fn deadline(model: &Model, state: &State, stored: &Stored, report: &mut Report) {
    let Some(deadline) = &stored.keys.deadline else {
        return;
    };
    let name = plain(&state.variant.ident);
    if state.is_terminal() {
        report.mistake(
            &deadline.key,
            format!(
                "`{name}` is terminal: it has no time to be over; drop `deadline` or `terminal`"
            ),
        );
        return;
    }
    let target = plain(&deadline.to);
    let Some(to) = place(model, &deadline.to) else {
        let names = || model.states.iter().map(|state| plain(&state.variant.ident));
        let all: Vec<String> = names().collect();
        let hint = match closest(&target, all.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the states are {}", listed(all.iter().map(String::as_str))),
        };
        report.mistake(
            &deadline.to,
            format!("no state `{target}` in this lifecycle; {hint}"),
        );
        return;
    };
    let unread = |state: &State| state.keys.unread || state.leads_astray;
    if !model.states[to].is_terminal() && !unread(&model.states[to]) {
        report.mistake(
            &deadline.to,
            format!("`{target}` is not terminal: nobody is there to drive it when the time is over; name a terminal state"),
        );
    } else if !state.edges.iter().any(|edge| edge.to == to) && !unread(state) {
        report.mistake(
            &deadline.to,
            format!(
                "`{name}` has no transition to `{target}`: list it in its `#[lifecycle(to(..))]`"
            ),
        );
    }
}

//! Every state is reached, and every state can reach an end.

use crate::{
    model::{Model, State},
    names::plain,
    report::Report,
};

pub(super) fn reach_ends(model: &Model, report: &mut Report) {
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

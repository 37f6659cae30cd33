//! What must hold of every row when a run is over.

use std::collections::{HashMap, HashSet};

use endstate::{Lifecycle, graph::StateNode};

use crate::{
    acknowledged::Acknowledged,
    errand::{ATTEMPTS, ErrandState},
};

/// A row as the run left it.
#[derive(Debug, Clone)]
pub(crate) struct Left {
    pub(crate) id: String,
    pub(crate) status: String,
    pub(crate) is_driven: bool,
    pub(crate) has_deadline: bool,
    pub(crate) attempt: i64,
    pub(crate) epoch: i64,
    pub(crate) history: Vec<Step>,
}

/// A line of the history.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) version: i64,
    pub(crate) epoch: i64,
    pub(crate) from: Option<String>,
    pub(crate) to: String,
    pub(crate) outcome: Option<String>,
}

/// What is wrong, a line for each; nothing, if all is well.
pub(crate) fn faults(rows: &[Left], acknowledged: &[Acknowledged]) -> Vec<String> {
    let mut faults = Vec::new();
    for row in rows {
        let mut fault = |what: String| faults.push(format!("{}: {what}", row.id));
        stands_well(row, &mut fault);
        came_legally(row, &mut fault);
    }
    let told: HashMap<(&str, i64), &Step> = rows
        .iter()
        .flat_map(|row| {
            let steps = row.history.iter();
            steps.map(|step| ((row.id.as_str(), step.version), step))
        })
        .collect();
    for done in acknowledged {
        let is_told = told
            .get(&(done.id.as_str(), done.version))
            .is_some_and(|step| {
                step.epoch == done.epoch
                    && step.from.as_deref() == Some(done.from.as_str())
                    && step.to == done.to
            });
        if !is_told {
            faults.push(format!(
                "{}: acknowledged, and not in the history: {done:?}",
                done.id
            ));
        }
    }
    faults
}

/// Terminal, at rest with a deadline, or ready to be claimed.
fn stands_well(row: &Left, fault: &mut dyn FnMut(String)) {
    let Some(state) = ErrandState::GRAPH.status(&row.status) else {
        return fault(format!("its status `{}` is unknown", row.status));
    };
    if row.is_driven {
        fault("it is driven, and every driver is gone".to_owned());
    }
    if state.terminal {
        return;
    }
    if row.status == "asking" && !row.has_deadline {
        fault("it rests without a deadline".to_owned());
    }
    if row.attempt >= ATTEMPTS {
        fault("it is not over, and no attempt is left".to_owned());
    }
}

fn came_legally(row: &Left, fault: &mut dyn FnMut(String)) {
    let mut entered = HashSet::new();
    let mut before: Option<&Step> = None;
    for step in &row.history {
        match before {
            None => {
                let born = ErrandState::GRAPH.status(&step.to);
                if step.from.is_some() || born.is_none_or(|state| !state.initial) {
                    fault(format!("it does not begin with its birth: {step:?}"));
                }
            }
            Some(before) => {
                if step.from.as_ref() != Some(&before.to) {
                    fault(format!("{step:?} does not go on from {before:?}"));
                }
                if step.version <= before.version {
                    fault(format!(
                        "the version of {step:?} is not higher than of {before:?}"
                    ));
                }
                if step.epoch < before.epoch {
                    fault(format!("the epoch of {step:?} is lower than of {before:?}"));
                }
                if !may_go(&before.to, &step.to) {
                    fault(format!("no such transition: {step:?}"));
                }
            }
        }
        let to_itself = step.from.as_ref() == Some(&step.to);
        if !to_itself && !entered.insert((step.epoch, step.to.as_str())) {
            fault(format!("entered twice in one epoch: {step:?}"));
        }
        before = Some(step);
    }
    match before {
        Some(last) if last.to != row.status => {
            fault(format!(
                "it is `{}`, and the last that is told is {last:?}",
                row.status
            ));
        }
        Some(last) if last.epoch > row.epoch => {
            fault(format!("it is in epoch {}, and was in {last:?}", row.epoch));
        }
        Some(_) => {}
        None => fault("it has no history".to_owned()),
    }
}

/// Declared, or an abandonment.
fn may_go(from: &str, to: &str) -> bool {
    let graph = ErrandState::GRAPH;
    let (Some(from), Some(to)) = (graph.status(from), graph.status(to)) else {
        return false;
    };
    let declared = |from: &StateNode| from.edges.iter().any(|edge| edge.to == to.name);
    let abandoned = || graph.abandonments().any(|(end, _)| end == to.name);
    declared(from) || (!from.terminal && abandoned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(version: i64, epoch: i64, from: &str, to: &str) -> Step {
        Step {
            version,
            epoch,
            from: (!from.is_empty()).then(|| from.to_owned()),
            to: to.to_owned(),
            outcome: None,
        }
    }

    /// A row that was lost once, worked on, answered and settled.
    fn well() -> (Left, Acknowledged) {
        let row = Left {
            id: "a".to_owned(),
            status: "settled".to_owned(),
            is_driven: false,
            has_deadline: false,
            attempt: 1,
            epoch: 3,
            history: vec![
                step(1, 0, "", "ready"),
                step(3, 1, "ready", "working"),
                step(6, 2, "working", "working"),
                step(7, 2, "working", "asking"),
                step(9, 3, "asking", "settling"),
                step(10, 3, "settling", "settled"),
            ],
        };
        let done = Acknowledged {
            id: "a".to_owned(),
            epoch: 2,
            version: 7,
            from: "working".to_owned(),
            to: "asking".to_owned(),
        };
        (row, done)
    }

    #[test]
    fn a_row_that_is_well_has_no_faults() {
        let (row, done) = well();
        assert_eq!(faults(&[row], &[done]), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_found() {
        type Breaks = fn(&mut Left, &mut Acknowledged);
        let cases: [(&str, Breaks); 14] = [
            ("is unknown", |row, _| row.status = "gone".to_owned()),
            ("is driven", |row, _| row.is_driven = true),
            ("without a deadline", |row, _| {
                row.status = "asking".to_owned();
                row.history.truncate(4);
            }),
            ("no attempt is left", |row, _| {
                row.status = "settling".to_owned();
                row.attempt = 3;
                row.history.truncate(5);
            }),
            ("begin with its birth", |row, _| drop(row.history.remove(0))),
            ("does not go on", |row, _| drop(row.history.remove(3))),
            ("is not higher", |row, _| row.history[2].version = 3),
            ("is lower", |row, _| row.history[2].epoch = 0),
            ("no such transition", |row, _| {
                row.history.insert(2, step(4, 1, "working", "settling"));
            }),
            ("twice in one epoch", |row, _| {
                row.history[4].epoch = 2;
                row.history.insert(4, step(8, 2, "asking", "asking"));
                row.history[4].from = Some("working".to_owned());
            }),
            ("the last that is told", |row, _| drop(row.history.pop())),
            ("it is in epoch", |row, _| row.epoch = 2),
            ("has no history", |row, _| row.history.clear()),
            ("not in the history", |_, done| done.epoch = 1),
        ];
        for (told, breaks) in cases {
            let (mut row, mut done) = well();
            breaks(&mut row, &mut done);
            let faults = faults(&[row], &[done]);
            assert!(
                faults.iter().any(|fault| fault.contains(told)),
                "{told}: {faults:?}"
            );
        }
    }
}

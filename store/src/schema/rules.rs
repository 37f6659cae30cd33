//! The rules: what holds for a row, and what for each step of it. Both databases are given the same ones.

use std::fmt::Write as _;

use super::objects::named;
use crate::{
    sql::Dialect,
    table::{OUTCOMES, Table},
};

/// A rule by name. For a row it says what has to hold; for a step, what must not.
pub(crate) struct Rule {
    /// Its name, without the table's.
    pub(crate) short: String,
    pub(crate) condition: String,
    /// What is told where it is broken.
    pub(crate) tells: String,
}

impl Rule {
    pub(crate) fn name(&self, table: &Table) -> String {
        named(table, &self.short)
    }
}

fn statuses(table: &Table, of: impl Fn(usize) -> bool) -> String {
    let states = table
        .states
        .iter()
        .enumerate()
        .filter(|(place, _)| of(*place));
    let names: Vec<String> = states
        .map(|(_, state)| table.dialect.text(state.status))
        .collect();
    // No status is empty, since an identifier is not.
    if names.is_empty() {
        "''".to_owned()
    } else {
        names.join(", ")
    }
}

/// What holds for every row. None of these is ever NULL, which a database takes for true.
pub(crate) fn of_rows(table: &Table) -> Vec<Rule> {
    let terminal = format!(
        "\"status\" IN ({})",
        statuses(table, |place| table.states[place].terminal)
    );
    let timed = statuses(table, |place| {
        let state = &table.states[place];
        state.resting && state.deadline.is_some()
    });
    let outcomes: Vec<String> = OUTCOMES
        .iter()
        .map(|outcome| table.dialect.text(outcome))
        .collect();
    let outcomes = outcomes.join(", ");
    let rule = |rule: &str, condition: String| Rule {
        short: rule.to_owned(),
        condition,
        tells: String::new(),
    };
    let mut rules = vec![
        rule("known_status", format!("\"status\" IN ({})", statuses(table, |_| true))),
        rule("finished", format!("({terminal}) = (\"finished_at\" IS NOT NULL)")),
        rule("has_outcome", format!("({terminal}) = (\"outcome\" IS NOT NULL)")),
        rule("known_outcome", format!("\"outcome\" IS NULL OR \"outcome\" IN ({outcomes})")),
        rule("lease", "(\"owner\" IS NOT NULL) = (\"lease_until\" IS NOT NULL)".to_owned()),
        // And undriven, since what is driven is bounded.
        rule("ended_in_time", format!("NOT ({terminal}) OR \"deadline_at\" IS NULL")),
        rule(
            "bounded",
            format!("(\"owner\" IS NULL AND \"status\" NOT IN ({timed})) OR \"deadline_at\" IS NOT NULL"),
        ),
        rule(
            "counted",
            "\"epoch\" >= \"attempt\" AND \"attempt\" >= 0 AND \"version\" >= 1 AND \"max_attempts\" >= 1".to_owned(),
        ),
    ];
    for column in &table.columns {
        let name = table.dialect.name(column.name);
        let required = statuses(table, |place| column.required_in.contains(&place));
        let allowed = statuses(table, |place| {
            column.required_in.contains(&place) || column.optional_in.contains(&place)
        });
        let condition = if column.optional_in.is_empty() {
            format!("(\"status\" IN ({required})) = ({name} IS NOT NULL)")
        } else {
            format!(
                "(\"status\" NOT IN ({required}) OR {name} IS NOT NULL) AND (\"status\" IN ({allowed}) OR {name} IS NULL)"
            )
        };
        rules.push(rule(&format!("has_{}", column.name), condition));
    }
    rules
}

/// Whether two values differ, NULL or not.
fn differs(dialect: Dialect, column: &str) -> String {
    let name = dialect.name(column);
    let word = match dialect {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => "IS NOT",
        #[cfg(feature = "postgres")]
        Dialect::Postgres => "IS DISTINCT FROM",
    };
    format!("NEW.{name} {word} OLD.{name}")
}

fn any_differs<'c>(dialect: Dialect, columns: impl IntoIterator<Item = &'c str>) -> String {
    let columns: Vec<String> = columns
        .into_iter()
        .map(|column| differs(dialect, column))
        .collect();
    if columns.is_empty() {
        "1 = 0".to_owned()
    } else {
        columns.join(" OR ")
    }
}

/// What may not be inserted.
pub(crate) fn of_births(table: &Table) -> Vec<Rule> {
    let initial = statuses(table, |place| table.states[place].initial);
    let born = Rule {
        short: "born".to_owned(),
        condition: format!(
            "NOT (NEW.\"status\" IN ({initial}) AND NEW.\"version\" = 1 AND NEW.\"epoch\" = 0 AND NEW.\"attempt\" = 0 \
             AND NEW.\"owner\" IS NULL)"
        ),
        tells: format!("{}: a row begins in an initial state, undriven", table.name),
    };
    match table.dialect {
        // `INSERT OR REPLACE` deletes the row that is there, and asks no trigger for updates.
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => vec![
            born,
            Rule {
                short: "once".to_owned(),
                condition: format!(
                    "EXISTS (SELECT 1 FROM {} WHERE \"id\" = NEW.\"id\")",
                    table.dialect.name(table.name)
                ),
                tells: format!("{}: there is a row of that id already", table.name),
            },
        ],
        #[cfg(feature = "postgres")]
        Dialect::Postgres => vec![born],
    }
}

/// What a row may not do from one moment to the next.
pub(crate) fn of_steps(table: &Table) -> Vec<Rule> {
    let dialect = table.dialect;
    let evidence = any_differs(dialect, table.columns.iter().map(|column| column.name));
    let own = [
        "status",
        "owner",
        "epoch",
        "attempt",
        "max_attempts",
        "outcome",
        "finished_at",
    ];
    let moved = format!("({} OR {evidence})", any_differs(dialect, own));
    let terminal = statuses(table, |place| table.states[place].terminal);
    let to_itself = statuses(table, |place| {
        table.states[place].successors.contains(&place)
    });
    let mut edges = String::new();
    for (place, state) in table
        .states
        .iter()
        .enumerate()
        .filter(|(_, state)| !state.terminal)
    {
        let to = statuses(table, |next| {
            next != place && (state.successors.contains(&next) || state.fixpoints.contains(&next))
        });
        let or = if edges.is_empty() { "" } else { " OR " };
        let _ = write!(
            edges,
            "{or}(OLD.\"status\" = {} AND NEW.\"status\" IN ({to}))",
            dialect.text(state.status)
        );
    }
    if edges.is_empty() {
        edges.push_str("1 = 0");
    }
    let rule = |rule: &str, condition: String, tells: &str| Rule {
        short: rule.to_owned(),
        condition,
        tells: format!("{}: {tells}", table.name),
    };
    let is_new_owner = format!(
        "NEW.\"owner\" IS NOT NULL AND {}",
        differs(dialect, "owner")
    );
    // NULL is another version too: SQLite's REPLACE puts the default in its place, after the guards have looked.
    let is_other_version = format!("{} + 1", differs(dialect, "version"));
    vec![
        rule(
            "same",
            any_differs(dialect, ["id", "created_at"]),
            "the id and the time of birth of a row do not change",
        ),
        rule(
            "ended",
            format!("OLD.\"status\" IN ({terminal})"),
            "a row in a terminal state does not change",
        ),
        rule(
            "edge",
            format!("NEW.\"status\" <> OLD.\"status\" AND NOT ({edges})"),
            "no such transition",
        ),
        rule(
            "next_version",
            format!("{moved} AND {is_other_version}"),
            "a row that moves counts its version up by one",
        ),
        rule(
            "same_version",
            format!(
                "NOT {moved} AND {} AND ({is_other_version} OR OLD.\"status\" NOT IN ({to_itself}))",
                differs(dialect, "version")
            ),
            "a row that does not move keeps its version",
        ),
        rule(
            "next_epoch",
            format!(
                "{} + CASE WHEN {is_new_owner} THEN 1 ELSE 0 END",
                differs(dialect, "epoch")
            ),
            "the epoch counts up by one with each new owner, and never else",
        ),
        rule(
            "same_evidence",
            format!(
                "NEW.\"status\" = OLD.\"status\" AND NEW.\"status\" NOT IN ({to_itself}) AND ({evidence})"
            ),
            "the evidence of a state changes only where the state leads to itself",
        ),
    ]
}

/// When a step belongs in the history: a transition, also one from a state to itself.
// What changes the evidence is one in any case; what does not is one if the same driver has the row before and after it.
pub(crate) fn is_told(table: &Table) -> String {
    let dialect = table.dialect;
    let (owner, epoch) = (differs(dialect, "owner"), differs(dialect, "epoch"));
    let evidence = any_differs(dialect, table.columns.iter().map(|column| column.name));
    format!(
        "NEW.\"status\" <> OLD.\"status\" OR {evidence} OR (NEW.\"version\" <> OLD.\"version\" \
         AND NEW.\"owner\" IS NOT NULL AND NOT ({owner}) AND NOT ({epoch}))"
    )
}

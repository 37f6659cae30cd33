//! The rules for a row: what holds for it, and how it begins. Both databases are given the same ones.

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

pub(super) fn statuses(table: &Table, of: impl Fn(usize) -> bool) -> String {
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

//! The rules for a step: what a row may not do from one moment to the next, and what of it is told.

use super::rules::{Rule, statuses};
use crate::{
    sql::Dialect,
    table::{OWN_COLUMNS, Table},
};

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
    let columns = columns.into_iter();
    let columns: Vec<String> = columns.map(|column| differs(dialect, column)).collect();
    columns.join(" OR ")
}

/// Whether the evidence differs.
// Its types are the user's. In Postgres some have no equality (`json`, `point`), some one of another meaning (`box` compares areas),
// some one that a session has to have in its search path. So there the bytes are compared: 1.0 differs from 1.00, as evidence does.
// Without the cast it would be a comparison of each pair by an operator of its type.
fn evidence_differs(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| column.name);
    if table.columns.is_empty() {
        return "1 = 0".to_owned();
    }
    match table.dialect {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => any_differs(table.dialect, columns),
        #[cfg(feature = "postgres")]
        Dialect::Postgres => {
            let row = |of: &str| {
                let columns = columns.clone();
                let columns = columns.map(|column| format!("{of}.{}", table.dialect.name(column)));
                columns.collect::<Vec<_>>().join(", ")
            };
            format!(
                "ROW({})::record *<> ROW({})::record",
                row("NEW"),
                row("OLD")
            )
        }
    }
}

/// The columns that a condition looks at, as an update leaves them. It holds for no update that sets none of them, unless it looks at
/// none at all.
pub(crate) fn looked_at(table: &Table, condition: &str) -> Vec<&'static str> {
    let evidence = table.columns.iter().map(|column| column.name);
    let columns = OWN_COLUMNS.iter().copied().chain(evidence);
    let is_there = |column: &&str| {
        let looked_at = format!("NEW.{}", table.dialect.name(column));
        condition.contains(&looked_at)
    };
    columns.filter(is_there).collect()
}

/// `UPDATE OF "status", "version"`, for a trigger with such a condition: a renewal of a lease asks none of them.
// Not asked is what only a trigger of the user's sets, beside what its statement does: such a one, run after ours, no guard ever saw.
pub(super) fn updating(table: &Table, condition: &str) -> String {
    let columns = looked_at(table, condition).into_iter();
    let columns: Vec<String> = columns.map(|column| table.dialect.name(column)).collect();
    if columns.is_empty() {
        "UPDATE".to_owned()
    } else {
        format!("UPDATE OF {}", columns.join(", "))
    }
}

/// The rule that a row moves along declared edges alone.
pub(super) const EDGE: &str = "edge";

/// Where each live state leads to, itself left out.
fn edges(table: &Table) -> Vec<(&'static str, Vec<usize>)> {
    let states = table.states.iter().enumerate();
    let live = states.filter(|(_, state)| !state.terminal);
    let leads = live.map(|(place, state)| {
        let to = (0..table.states.len()).filter(|next| {
            *next != place && (state.successors.contains(next) || state.fixpoints.contains(next))
        });
        (state.status, to.collect())
    });
    leads.collect()
}

/// What a row may not do from one moment to the next.
pub(crate) fn of_steps(table: &Table) -> Vec<Rule> {
    let dialect = table.dialect;
    let evidence = evidence_differs(table);
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
        // Whatever is set: columns of the user's too.
        rule("ended", format!("OLD.\"status\" IN ({terminal})"), ENDED),
        edge(table),
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

const ENDED: &str = "a row in a terminal state does not change";

const NO_EDGE: &str = "no such transition";

fn edge(table: &Table) -> Rule {
    let edges = edges(table).into_iter().map(|(from, to)| {
        format!(
            "(OLD.\"status\" = {} AND NEW.\"status\" IN ({}))",
            table.dialect.text(from),
            statuses(table, |place| to.contains(&place))
        )
    });
    let mut allowed = edges.collect::<Vec<_>>().join(" OR ");
    if allowed.is_empty() {
        allowed.push_str("1 = 0");
    }
    Rule {
        short: EDGE.to_owned(),
        condition: format!("NEW.\"status\" <> OLD.\"status\" AND NOT ({allowed})"),
        tells: format!("{}: {NO_EDGE}", table.name),
    }
}

/// What a session is told that breaks the rule [`EDGE`], by the status before.
#[cfg(feature = "sqlite")]
pub(super) fn leading(table: &Table) -> Vec<(&'static str, String)> {
    let name = table.name;
    let edges = edges(table).into_iter().map(|(from, to)| {
        let to: Vec<&str> = to.iter().map(|&to| table.states[to].status).collect();
        let to = to.join(", ");
        (
            from,
            format!("{name}: {NO_EDGE} from {from}; it leads to {to}"),
        )
    });
    // SQLite asks the guards in an order of its own.
    let ended = table.states.iter().filter(|state| state.terminal);
    let ended = ended.map(|state| (state.status, format!("{name}: {ENDED}")));
    edges.chain(ended).collect()
}

/// When a step belongs in the history: a transition, also one from a state to itself.
// What changes the evidence is one in any case; what does not is one if the same driver has the row before and after it.
pub(crate) fn is_told(table: &Table) -> String {
    let dialect = table.dialect;
    let (owner, epoch) = (differs(dialect, "owner"), differs(dialect, "epoch"));
    let evidence = evidence_differs(table);
    format!(
        "NEW.\"status\" <> OLD.\"status\" OR {evidence} OR (NEW.\"version\" <> OLD.\"version\" \
         AND NEW.\"owner\" IS NOT NULL AND NOT ({owner}) AND NOT ({epoch}))"
    )
}

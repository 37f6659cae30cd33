//! The statements that mend a table of Postgres, while it is in use: no rule is missing for a moment.

use super::{postgres::Schema, titled};
use crate::{
    schema::{
        objects::{Kind, Object},
        report::Difference,
    },
    sql::Dialect,
};

/// The triggers of a table, as they are.
pub(super) struct Triggers<'l> {
    pub(super) wanted: &'l [Object],
    pub(super) live: &'l Schema,
}

impl Triggers<'_> {
    /// A change that Postgres refuses while a trigger names the column.
    pub(super) fn around(&self, on: &str, change: &str) -> String {
        let (mut drops, mut creates) = (Vec::new(), Vec::new());
        for object in self.wanted {
            let is_on_it =
                object.kind == Kind::Trigger && object.drop.ends_with(&format!(" ON {on}"));
            let live = self.live.get(&(object.kind, object.name.clone()));
            // At its end is whether it is enabled.
            if let (true, Some(live)) = (is_on_it, live.and_then(|live| live.get(..live.len() - 1)))
            {
                drops.push(object.drop.as_str());
                creates.push(live);
            }
        }
        if drops.is_empty() {
            return change.to_owned();
        }
        drops.push(change);
        at_once(drops.into_iter().chain(creates))
    }
}

/// One statement of several, between which nobody can do anything. Unlike a transaction it can stand within another.
fn at_once<'s>(statements: impl IntoIterator<Item = &'s str>) -> String {
    let statements = statements.into_iter();
    let body = statements.fold(String::new(), |body, statement| {
        body + "  " + statement + ";\n"
    });
    format!("DO $mend$BEGIN\n{body}END$mend$")
}

/// A constraint is added without a look at the rows, which would keep others out for long, and validated then.
pub(super) fn mended(object: &Object, is_there: bool) -> Difference {
    let mend = match object.kind {
        Kind::Constraint => constraint(object, is_there),
        // A function is replaced under the trigger that calls it.
        Kind::Trigger if is_there => at_once([object.drop.as_str(), object.create.as_str()]),
        // No rule: others may read while it is built.
        Kind::Index if is_there => format!("{};\n{}", object.drop, object.create),
        _ => object.create.clone(),
    };
    Difference {
        object: titled(object.kind, &object.name),
        problem: if is_there { "is another" } else { "is missing" },
        mend: Some(mend),
    }
}

/// Dropped and added by one statement, so that it is never missing.
fn constraint(object: &Object, is_there: bool) -> String {
    let Some((table, rest)) = object.create.split_once(" ADD CONSTRAINT ") else {
        return object.create.clone();
    };
    let name = Dialect::Postgres.name(&object.name);
    let drop = if is_there {
        format!("DROP CONSTRAINT IF EXISTS {name}, ")
    } else {
        String::new()
    };
    if rest.contains(" PRIMARY KEY (") {
        return format!("{table} {drop}ADD CONSTRAINT {rest}");
    }
    format!("{table} {drop}ADD CONSTRAINT {rest} NOT VALID;\n{table} VALIDATE CONSTRAINT {name}")
}

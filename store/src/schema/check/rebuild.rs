//! SQLite cannot alter a constraint: the table is made anew and filled.

use std::fmt::Write as _;

use super::{failed, sqlite::Schema, titled};
use crate::{
    error::Error,
    schema::{
        definition::{Definition, Part},
        objects::{Kind, Object, is_of_a_field},
        report::Difference,
    },
    sql::{Dialect, Sql, Transaction, Values},
    table::Table,
};

/// What is there and not needed is the user's own, except a constraint of a field that is no more: it would refuse rows that are
/// right now.
pub(super) fn is_left_over(table: &Table, needed: &Definition, part: &Part) -> bool {
    part.kind == Kind::Constraint && needed.part(part).is_none() && is_of_a_field(table, &part.name)
}

/// The columns that have a value in each row, and not one that is computed.
pub(super) async fn stored(
    transaction: &mut Transaction,
    table: &str,
) -> Result<Vec<String>, Error> {
    let sql = Sql::from("SELECT \"name\" FROM pragma_table_xinfo($1) WHERE \"hidden\" = 0");
    let values = Values::new(Dialect::Sqlite).text(table);
    let rows = transaction.link().fetch(&sql, &values).await;
    let names = rows.map_err(failed)?;
    let names = names.iter().map(|row| row.get("name").map_err(failed));
    names.collect()
}

/// The user's own columns and constraints stay.
pub(super) fn kept_parts<'p>(
    table: &Table,
    there: &'p Definition,
    needed: &'p Definition,
) -> Vec<&'p Part> {
    let own = there
        .parts
        .iter()
        .filter(|part| needed.part(part).is_none() && !is_left_over(table, needed, part));
    let mut parts: Vec<&Part> = needed.parts.iter().chain(own).collect();
    // Columns come first. The sort is stable.
    parts.sort_by_key(|part| part.kind != Kind::Column);
    parts
}

fn has_column(parts: &[&Part], name: &str) -> bool {
    let mut columns = parts.iter().filter(|part| part.kind == Kind::Column);
    columns.any(|part| part.name.eq_ignore_ascii_case(name))
}

/// Every column stays, unless SQLite knows one that was not read in the text: that is said before it is lost.
pub(in crate::schema) fn lost(table: &str, stored: &[String], parts: &[&Part]) -> Vec<Difference> {
    let lost = stored.iter().filter(|name| !has_column(parts, name));
    let lost = lost.map(|name| Difference {
        object: titled(Kind::Column, &format!("{table}.{name}")),
        problem: "is lost in the rebuild, with what is in it",
        mend: None,
    });
    lost.collect()
}

/// One table of the script.
pub(super) fn rebuild(
    table: &str,
    stored: &[String],
    parts: &[&Part],
    options: &str,
    script: &mut String,
) {
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    // A column that is new begins as its default.
    let kept: Vec<String> = stored
        .iter()
        .filter(|name| has_column(parts, name))
        .map(|name| Dialect::Sqlite.name(name))
        .collect();
    let (text, kept) = (text.join(",\n  "), kept.join(", "));
    let name = Dialect::Sqlite.name(table);
    let new = Dialect::Sqlite.name(&format!("{table}_new"));
    let _ = write!(
        script,
        "CREATE TABLE {new} (\n  {text}\n) {options};\nINSERT INTO {new} ({kept}) SELECT {kept} FROM {name};\n\
         DROP TABLE {name};\nALTER TABLE {new} RENAME TO {name};\n"
    );
}

/// The order of steps is that of SQLite's manual (`ALTER TABLE`, section 7).
// With `legacy_alter_table`, tables, views and triggers that name the old table name the new one then.
pub(super) fn script(rebuilt: &str, live: &Schema, wanted: &[Object]) -> String {
    let mut script = format!(
        "PRAGMA foreign_keys = OFF;\nPRAGMA legacy_alter_table = ON;\nBEGIN IMMEDIATE;\n{rebuilt}"
    );
    let is_wanted = |kind: Kind, name: &str| {
        let mut wanted = wanted.iter();
        wanted.any(|object| object.kind == kind && object.name == name)
    };
    for object in wanted {
        if object.kind == Kind::Table {
            if !live.contains_key(&(object.kind, object.name.clone())) {
                let _ = writeln!(script, "{};", object.create);
            }
            continue;
        }
        let _ = write!(script, "{};\n{};\n", object.drop, object.create);
    }
    for ((kind, name), (of, text)) in live {
        // The user's own indexes and triggers went with the table.
        if *kind != Kind::Table && !is_wanted(*kind, name) && rebuilt.contains(&dropping(of)) {
            let _ = writeln!(script, "{text};");
        }
    }
    script.push_str(
        "PRAGMA foreign_key_check;\nCOMMIT;\nPRAGMA legacy_alter_table = OFF;\nPRAGMA foreign_keys = ON;\n",
    );
    script
}

fn dropping(table: &str) -> String {
    format!("\nDROP TABLE {};\n", Dialect::Sqlite.name(table))
}

//! SQLite, which keeps the text of each statement.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{failed, missing, titled};
use crate::{
    error::Error,
    schema::{
        definition::{Definition, Part},
        objects::{Kind, Object, is_of_a_field},
        report::{Difference, Report},
    },
    sql::{Sql, Transaction, Values},
    table::Table,
};

/// What is there, by what it is and what it is called: the table that it is of, and its text.
type Schema = BTreeMap<(Kind, String), (String, String)>;

pub(super) async fn differences(
    transaction: &mut Transaction,
    table: &Table,
    wanted: &[Object],
) -> Result<Report, Error> {
    let live = read(transaction, table).await?;
    let mut differences = Vec::new();
    let mut rebuilt = String::new();
    for object in wanted {
        match live.get(&(object.kind, object.name.clone())) {
            None => differences.push(missing(object)),
            Some((_, text)) if object.kind == Kind::Table => {
                let before = differences.len();
                let (there, needed) = (Definition::of(text), Definition::of(&object.create));
                of_table(table, object, &there, &needed, &mut differences);
                if differences.len() > before {
                    rebuild(table, object, &there, &needed, &mut rebuilt);
                }
            }
            Some((_, text)) if *text == object.create => {}
            Some(_) => differences.push(Difference {
                object: titled(object.kind, &object.name),
                problem: "is another",
                mend: Some(format!("{};\n{}", object.drop, object.create)),
            }),
        }
    }
    let script = (!rebuilt.is_empty()).then(|| script(&rebuilt, &live, wanted));
    Ok(Report {
        table: table.name,
        differences,
        script,
    })
}

async fn read(transaction: &mut Transaction, table: &Table) -> Result<Schema, Error> {
    let sql = Sql::from(
        "SELECT \"type\", \"name\", \"tbl_name\", \"sql\" FROM sqlite_schema WHERE \"tbl_name\" IN ($1, $2) AND \"sql\" IS NOT NULL",
    );
    let history = format!("{}_history", table.name);
    let values = Values::new(table.dialect).text(table.name).text(&history);
    let rows = transaction.link().fetch(&sql, &values).await;
    let mut live = Schema::new();
    for row in &rows.map_err(failed)? {
        let kind: String = row.get("type").map_err(failed)?;
        let kind = match kind.as_str() {
            "table" => Kind::Table,
            "index" => Kind::Index,
            _ => Kind::Trigger,
        };
        let text = (
            row.get("tbl_name").map_err(failed)?,
            row.get("sql").map_err(failed)?,
        );
        live.insert((kind, row.get("name").map_err(failed)?), text);
    }
    Ok(live)
}

/// What is there and not needed is the user's own, except a constraint of a field that is no more: it would refuse rows that are
/// right now.
fn is_left_over(table: &Table, needed: &Definition, part: &Part) -> bool {
    part.kind == Kind::Constraint && needed.part(part).is_none() && is_of_a_field(table, &part.name)
}

fn of_table(
    table: &Table,
    object: &Object,
    there: &Definition,
    needed: &Definition,
    differences: &mut Vec<Difference>,
) {
    let mut differs = |object: String, problem: &'static str| {
        differences.push(Difference {
            object,
            problem,
            mend: None,
        });
    };
    if there.options != needed.options {
        differs(titled(Kind::Table, &object.name), "has other options");
    }
    for part in &needed.parts {
        let problem = match there.part(part) {
            Some(known) if known.text == part.text => continue,
            Some(_) => "is another",
            None => "is missing",
        };
        let name = match part.kind {
            Kind::Column => format!("{}.{}", object.name, part.name),
            _ => part.name.clone(),
        };
        differs(titled(part.kind, &name), problem);
    }
    for part in &there.parts {
        if is_left_over(table, needed, part) {
            differs(titled(part.kind, &part.name), "is of an earlier version");
        }
    }
}

/// SQLite cannot alter a constraint: the table is made anew and filled. The user's own columns and constraints stay.
fn rebuild(
    table: &Table,
    object: &Object,
    there: &Definition,
    needed: &Definition,
    script: &mut String,
) {
    let own = there
        .parts
        .iter()
        .filter(|part| needed.part(part).is_none() && !is_left_over(table, needed, part));
    let mut parts: Vec<&Part> = needed.parts.iter().chain(own).collect();
    // Columns come first. The sort is stable.
    parts.sort_by_key(|part| part.kind != Kind::Column);
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    // A column that is new begins as its default.
    let kept: Vec<String> = parts
        .iter()
        .filter(|part| part.kind == Kind::Column && !part.is_generated())
        .filter(|part| there.part(part).is_some())
        .map(|part| table.dialect.name(&part.name))
        .collect();
    let (text, kept) = (text.join(",\n  "), kept.join(", "));
    let name = table.dialect.name(&object.name);
    let new = table.dialect.name(&format!("{}_new", object.name));
    let _ = write!(
        script,
        "CREATE TABLE {new} (\n  {text}\n) {};\nINSERT INTO {new} ({kept}) SELECT {kept} FROM {name};\n\
         DROP TABLE {name};\nALTER TABLE {new} RENAME TO {name};\n",
        needed.options
    );
}

/// The order of steps is that of SQLite's manual (`ALTER TABLE`, section 7).
// With `legacy_alter_table`, tables, views and triggers that name the old table name the new one then.
fn script(rebuilt: &str, live: &Schema, wanted: &[Object]) -> String {
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
    format!(
        "\nDROP TABLE {};\n",
        crate::sql::Dialect::Sqlite.name(table)
    )
}

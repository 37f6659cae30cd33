//! SQLite, which keeps the text of each statement.

use std::collections::BTreeMap;

use super::{
    failed, missing,
    rebuild::{is_left_over, kept_parts, lost, rebuild, script, stored},
    titled,
};
use crate::{
    error::Error,
    schema::{
        definition::Definition,
        objects::{Kind, Object},
        report::{Difference, Report},
    },
    sql::{Sql, Transaction, Values},
    table::Table,
};

/// What is there, by what it is and what it is called: the table that it is of, and its text.
pub(super) type Schema = BTreeMap<(Kind, String), (String, String)>;

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
                    let stored = stored(transaction, &object.name).await?;
                    let parts = kept_parts(table, &there, &needed);
                    differences.extend(lost(&object.name, &stored, &parts));
                    rebuild(&object.name, &stored, &parts, &needed.options, &mut rebuilt);
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

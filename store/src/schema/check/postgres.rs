//! Postgres. The generated objects are made once more, in a place that nobody sees, and what the server makes of them is compared
//! with what it has: so no text is compared that a server would have written otherwise.

use std::collections::BTreeMap;

use super::{
    failed,
    mend::{Triggers, mended},
    missing, titled,
};
use crate::{
    error::Error,
    schema::{
        objects::{Kind, Object, columns, is_of_a_field, making},
        report::{Difference, Report},
    },
    sql::{Sql, Transaction, Values},
    table::Table,
};

/// What is there, by what it is and what it is called, as the server writes it. A column is called `table.column`.
pub(super) type Schema = BTreeMap<(Kind, String), String>;

/// Gone with the transaction.
const SCRATCH: &str = "endstate_check";

const NOT_NULL: &str = " NOT NULL";

pub(super) async fn differences(
    transaction: &mut Transaction,
    table: &Table,
    wanted: &[Object],
) -> Result<Report, Error> {
    let none = Values::new(table.dialect);
    let sql = Sql::from(
        "SELECT current_schema()::text AS \"here\", quote_ident(current_schema()) AS \"quoted\"",
    );
    let rows = transaction.link().fetch(&sql, &none).await;
    let rows = rows.map_err(failed)?;
    let (here, quoted): (String, String) = match rows.first() {
        Some(row) => (
            row.get("here").map_err(failed)?,
            row.get("quoted").map_err(failed)?,
        ),
        None => ("public".to_owned(), "public".to_owned()),
    };
    let live = read(transaction, table, &here).await?;
    // What the user's own search path has after it is found as before.
    let begin = format!(
        "SAVEPOINT endstate; CREATE SCHEMA {SCRATCH}; \
         SELECT set_config('search_path', '{SCRATCH}, ' || current_setting('search_path'), TRUE)"
    );
    transaction.link().script(&begin).await.map_err(failed)?;
    let made = transaction.link().script(&making(wanted)).await;
    made.map_err(failed)?;
    let mut generated = read(transaction, table, SCRATCH).await?;
    // The one is in its place, the other in this: so that they differ in nothing else.
    for text in generated.values_mut() {
        *text = text.replace(&format!("{SCRATCH}."), &format!("{quoted}."));
    }
    // The search path too is as it was before.
    let rollback = "ROLLBACK TO SAVEPOINT endstate";
    transaction.link().script(rollback).await.map_err(failed)?;

    let mut differences = Vec::new();
    // The constraints of a field that is no more would refuse rows that are right now.
    for (kind, name) in live.keys() {
        let key = (*kind, name.clone());
        if *kind == Kind::Constraint && is_of_a_field(table, name) && !generated.contains_key(&key)
        {
            let (on, quoted) = (table.dialect.name(table.name), table.dialect.name(name));
            differences.push(Difference {
                object: titled(*kind, name),
                problem: "is of an earlier version",
                mend: Some(format!(
                    "ALTER TABLE {on} DROP CONSTRAINT IF EXISTS {quoted}"
                )),
            });
        }
    }
    let is_of = |object: &Object, name: &str| name.starts_with(&format!("{}.", object.name));
    let is_there = |object: &Object| {
        let mut names = live.keys();
        names.any(|(kind, name)| *kind == Kind::Column && is_of(object, name))
    };
    let tables = wanted.iter().filter(|object| object.kind == Kind::Table);
    let gone: Vec<&Object> = tables.filter(|object| !is_there(object)).collect();
    differences.extend(gone.iter().map(|object| missing(object)));
    let triggers = Triggers {
        wanted,
        live: &live,
    };
    for ((kind, name), ty) in &generated {
        if *kind == Kind::Column && !gone.iter().any(|object| is_of(object, name)) {
            let there = live.get(&(*kind, name.clone())).map(String::as_str);
            differences.extend(of_column(table, name, ty, there, &triggers));
        }
    }
    for object in wanted.iter().filter(|object| object.kind != Kind::Table) {
        let key = (object.kind, object.name.clone());
        match (live.get(&key), generated.get(&key)) {
            (Some(live), Some(generated)) if live == generated => {}
            (there, _) => differences.push(mended(object, there.is_some())),
        }
    }
    Ok(Report {
        table: table.name,
        differences,
        script: None,
    })
}

/// A column that must not be null here may be stricter than ours, never laxer.
fn of_column(
    table: &Table,
    column: &str,
    ty: &str,
    live: Option<&str>,
    triggers: &Triggers<'_>,
) -> Option<Difference> {
    let dialect = table.dialect;
    let of_history = format!("{}_history.", table.name);
    let of_table = format!("{}.", table.name);
    let (on, name) = match column.strip_prefix(&of_history) {
        Some(name) => (format!("{}_history", table.name), name),
        None => (
            table.name.to_owned(),
            column.strip_prefix(&of_table).unwrap_or(column),
        ),
    };
    let is_own = on == table.name;
    let (on, quoted) = (dialect.name(&on), dialect.name(name));
    let plain = ty.trim_end_matches(NOT_NULL);
    let altering = |mend: String| format!("ALTER TABLE {on} {mend}");
    let (problem, mend) = match live {
        None => {
            let declared = columns(table).into_iter();
            let declared = declared
                .filter(|_| is_own)
                .find(|declared| declared.starts_with(&format!("{quoted} ")))
                .unwrap_or_else(|| format!("{quoted} {ty}"));
            ("is missing", altering(format!("ADD COLUMN {declared}")))
        }
        Some(live) if live.trim_end_matches(NOT_NULL) != plain => (
            "has another type",
            triggers.around(
                &on,
                &altering(format!(
                    "ALTER COLUMN {quoted} TYPE {plain} USING {quoted}::{plain}"
                )),
            ),
        ),
        Some(live) if ty.ends_with(NOT_NULL) && !live.ends_with(NOT_NULL) => {
            let mend = altering(format!("ALTER COLUMN {quoted} SET NOT NULL"));
            ("may be null", mend)
        }
        Some(_) => return None,
    };
    Some(Difference {
        object: titled(Kind::Column, column),
        problem,
        mend: Some(mend),
    })
}

async fn read(transaction: &mut Transaction, table: &Table, schema: &str) -> Result<Schema, Error> {
    let history = format!("{}_history", table.name);
    let sql = Sql::from(
        "WITH t AS (SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                    WHERE n.nspname = $1 AND c.relname IN ($2, $3) AND c.relkind = 'r') \
         SELECT 'column' AS kind, t.relname || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) || \
                CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS text \
           FROM t JOIN pg_attribute a ON a.attrelid = t.oid WHERE a.attnum > 0 AND NOT a.attisdropped \
         UNION ALL SELECT 'constraint', k.conname, pg_get_constraintdef(k.oid) || k.convalidated::text \
           FROM t JOIN pg_constraint k ON k.conrelid = t.oid \
         UNION ALL SELECT 'index', i.relname, pg_get_indexdef(i.oid) || x.indisvalid::text \
           FROM t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid \
         UNION ALL SELECT 'trigger', g.tgname, pg_get_triggerdef(g.oid) || g.tgenabled::text \
           FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal \
         UNION ALL SELECT 'function', p.proname, pg_get_functiondef(p.oid) \
           FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace \
          WHERE n.nspname = $1 AND p.pronargs = 0 AND p.prokind = 'f'",
    );
    let values = Values::new(table.dialect)
        .text(schema)
        .text(table.name)
        .text(&history);
    let rows = transaction.link().fetch(&sql, &values).await;
    let mut found = Schema::new();
    for row in &rows.map_err(failed)? {
        let kind: String = row.get("kind").map_err(failed)?;
        let kind = match kind.as_str() {
            "column" => Kind::Column,
            "constraint" => Kind::Constraint,
            "index" => Kind::Index,
            "trigger" => Kind::Trigger,
            _ => Kind::Function,
        };
        let text: String = row.get("text").map_err(failed)?;
        found.insert((kind, row.get("name").map_err(failed)?), text);
    }
    Ok(found)
}

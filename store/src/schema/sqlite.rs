//! The objects of a table in SQLite: its rules for rows stand in the table, its rules for steps are a trigger each.

use super::{
    objects::{
        HISTORY_IDENTITY, IDENTITY, Kind, Object, columns, history_columns, indexes, named,
        referenced,
    },
    rules::{is_told, of_births, of_rows, of_steps},
};
use crate::table::Table;

pub(super) fn objects(table: &Table, without: Option<&str>) -> Vec<Object> {
    let mut objects = vec![whole(table, without), history(table)];
    objects.extend(indexes(table));
    objects.extend(guards(table, without));
    objects.extend(tellers(table));
    objects
}

fn whole(table: &Table, without: Option<&str>) -> Object {
    let dialect = table.dialect;
    let mut parts = columns(table);
    let identity = dialect.name(&named(table, "identity"));
    parts.push(format!("CONSTRAINT {identity} {IDENTITY}"));
    for column in &table.columns {
        let rule = format!("{}_refers", column.name);
        if without == Some(rule.as_str()) {
            continue;
        }
        if let Some(references) = column.references {
            parts.push(format!(
                "CONSTRAINT {} FOREIGN KEY ({}) {}",
                dialect.name(&named(table, &rule)),
                dialect.name(column.name),
                referenced(dialect, references)
            ));
        }
    }
    for rule in of_rows(table) {
        if without == Some(rule.short.as_str()) {
            continue;
        }
        let name = dialect.name(&rule.name(table));
        parts.push(format!("CONSTRAINT {name} CHECK ({})", rule.condition));
    }
    let quoted = dialect.name(table.name);
    Object {
        kind: Kind::Table,
        name: table.name.to_owned(),
        create: format!(
            // A rowid would be a second name of a row: a REPLACE by it removes another row, and asks no trigger.
            "CREATE TABLE {quoted} (\n  {}\n) STRICT, WITHOUT ROWID",
            parts.join(",\n  ")
        ),
        drop: format!("DROP TABLE IF EXISTS {quoted}"),
    }
}

fn history(table: &Table) -> Object {
    let name = format!("{}_history", table.name);
    let quoted = table.dialect.name(&name);
    Object {
        kind: Kind::Table,
        create: format!(
            "CREATE TABLE {quoted} ({}, CONSTRAINT {} {HISTORY_IDENTITY}) STRICT, WITHOUT ROWID",
            history_columns(table),
            table.dialect.name(&named(table, "history_identity"))
        ),
        drop: format!("DROP TABLE IF EXISTS {quoted}"),
        name,
    }
}

fn trigger(table: &Table, name: String, on: &str, when: &str, does: &str) -> Object {
    let quoted = table.dialect.name(&name);
    Object {
        kind: Kind::Trigger,
        create: format!("CREATE TRIGGER {quoted} {on} WHEN {when} BEGIN {does}; END"),
        drop: format!("DROP TRIGGER IF EXISTS {quoted}"),
        name,
    }
}

fn guards(table: &Table, without: Option<&str>) -> Vec<Object> {
    let dialect = table.dialect;
    let on = dialect.name(table.name);
    let births = of_births(table).into_iter().map(|rule| (rule, "INSERT"));
    let steps = of_steps(table).into_iter().map(|rule| (rule, "UPDATE"));
    births
        .chain(steps)
        .filter(|(rule, _)| without != Some(rule.short.as_str()))
        .map(|(rule, event)| {
            let told = dialect.text(&format!("endstate: {}", rule.tells));
            trigger(
                table,
                rule.name(table),
                &format!("BEFORE {event} ON {on}"),
                &rule.condition,
                &format!("SELECT RAISE(ABORT, {told})"),
            )
        })
        .collect()
}

/// The history, written by the database itself.
fn tellers(table: &Table) -> Vec<Object> {
    let dialect = table.dialect;
    let on = dialect.name(table.name);
    let history_name = format!("{}_history", table.name);
    let history = dialect.name(&history_name);
    let now = dialect.now();
    let insert = format!(
        "INSERT INTO {history} (\"id\", \"version\", \"from_status\", \"to_status\", \"at\", \"owner\", \"epoch\", \"attempt\", \"outcome\") VALUES"
    );
    let kept = dialect.text(&format!(
        "endstate: {history_name}: what happened does not change"
    ));
    vec![
        trigger(
            table,
            named(table, "tell_birth"),
            &format!("AFTER INSERT ON {on}"),
            "TRUE",
            &format!(
                "{insert} (NEW.\"id\", NEW.\"version\", NULL, NEW.\"status\", {now}, NULL, 0, 0, NEW.\"outcome\")"
            ),
        ),
        trigger(
            table,
            named(table, "tell_step"),
            &format!("AFTER UPDATE ON {on}"),
            &is_told(table),
            &format!(
                "{insert} (NEW.\"id\", NEW.\"version\", OLD.\"status\", NEW.\"status\", {now}, \
                 COALESCE(NEW.\"owner\", OLD.\"owner\"), NEW.\"epoch\", OLD.\"attempt\", NEW.\"outcome\")"
            ),
        ),
        trigger(
            table,
            named(table, "history_kept"),
            &format!("BEFORE UPDATE ON {history}"),
            "TRUE",
            &format!("SELECT RAISE(ABORT, {kept})"),
        ),
        // `INSERT OR REPLACE` again.
        trigger(
            table,
            named(table, "history_once"),
            &format!("BEFORE INSERT ON {history}"),
            &format!(
                "EXISTS (SELECT 1 FROM {history} WHERE \"id\" = NEW.\"id\" AND \"version\" = NEW.\"version\")"
            ),
            &format!("SELECT RAISE(ABORT, {kept})"),
        ),
    ]
}

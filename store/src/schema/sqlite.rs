//! The objects of a table in SQLite: its rules for rows stand in the table, its rules for steps are a trigger each.

use std::fmt::Write as _;

use super::{
    objects::{
        HISTORY_IDENTITY, IDENTITY, Kind, Object, columns, history_columns, indexes, named,
        referenced,
    },
    rules::{Rule, of_births, of_rows},
    steps::{EDGE, is_told, leading, of_steps, updating},
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
    let on = table.dialect.name(table.name);
    let births = of_births(table).into_iter();
    let births = births.map(|rule| (rule, "INSERT".to_owned()));
    let steps = of_steps(table).into_iter().map(|rule| {
        let event = updating(table, &rule.condition);
        (rule, event)
    });
    births
        .chain(steps)
        .filter(|(rule, _)| without != Some(rule.short.as_str()))
        .map(|(rule, event)| {
            trigger(
                table,
                rule.name(table),
                &format!("BEFORE {event} ON {on}"),
                &rule.condition,
                &raising(table, &rule),
            )
        })
        .collect()
}

/// Before SQLite 3.47 an error has no text but a literal: so there is one for each status, in one trigger for all.
fn raising(table: &Table, rule: &Rule) -> String {
    let raise = |tells: &str| {
        let told = table.dialect.text(&format!("endstate: {tells}"));
        format!("RAISE(ABORT, {told})")
    };
    if rule.short != EDGE {
        return format!("SELECT {}", raise(&rule.tells));
    }
    let mut by_status = String::from("SELECT CASE OLD.\"status\"");
    for (status, tells) in leading(table) {
        let status = table.dialect.text(status);
        let _ = write!(by_status, " WHEN {status} THEN {}", raise(&tells));
    }
    format!("{by_status} ELSE {} END", raise(&rule.tells))
}

/// The history, written by the database itself.
fn tellers(table: &Table) -> Vec<Object> {
    let dialect = table.dialect;
    let on = dialect.name(table.name);
    let history_name = format!("{}_history", table.name);
    let history = dialect.name(&history_name);
    let (now, is_told) = (dialect.now(), is_told(table));
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
            &format!("AFTER {} ON {on}", updating(table, &is_told)),
            &is_told,
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

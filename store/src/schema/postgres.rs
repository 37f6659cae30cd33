//! The objects of a table in Postgres: a constraint for each rule for rows, one function for all rules for steps.

use std::fmt::Write as _;

use super::{
    objects::{
        HISTORY_IDENTITY, IDENTITY, Kind, Object, columns, history_columns, indexes, named,
        referenced,
    },
    rules::{Rule, is_told, of_births, of_rows, of_steps},
};
use crate::table::Table;

pub(super) fn objects(table: &Table, without: Option<&str>) -> Vec<Object> {
    let dialect = table.dialect;
    let quoted = dialect.name(table.name);
    let history = format!("{}_history", table.name);
    let mut objects = vec![
        Object {
            kind: Kind::Table,
            name: table.name.to_owned(),
            create: format!(
                "CREATE TABLE {quoted} (\n  {}\n)",
                columns(table).join(",\n  ")
            ),
            drop: format!("DROP TABLE IF EXISTS {quoted}"),
        },
        Object {
            kind: Kind::Table,
            create: format!(
                "CREATE TABLE {} ({})",
                dialect.name(&history),
                history_columns(table)
            ),
            drop: format!("DROP TABLE IF EXISTS {}", dialect.name(&history)),
            name: history.clone(),
        },
    ];
    let identity = named(table, "identity");
    objects.push(constraint(table, table.name, identity, IDENTITY));
    let identity = named(table, "history_identity");
    objects.push(constraint(table, &history, identity, HISTORY_IDENTITY));
    for rule in of_rows(table) {
        if without != Some(rule.short.as_str()) {
            objects.push(constraint(
                table,
                table.name,
                rule.name(table),
                &format!("CHECK ({})", rule.condition),
            ));
        }
    }
    for column in &table.columns {
        if let Some(references) = column.references {
            let name = named(table, &format!("{}_refers", column.name));
            let of = format!(
                "FOREIGN KEY ({}) {}",
                dialect.name(column.name),
                referenced(dialect, references)
            );
            objects.push(constraint(table, table.name, name, &of));
        }
    }
    objects.extend(indexes(table));
    let births = kept(of_births(table), without);
    let steps = kept(of_steps(table), without);
    objects.extend(function(
        table,
        "births",
        "BEFORE INSERT",
        table.name,
        &raising(table, &births, "NULL", "NEW.\"status\""),
    ));
    objects.extend(function(
        table,
        "steps",
        "BEFORE UPDATE",
        table.name,
        &raising(table, &steps, "OLD.\"status\"", "NEW.\"status\""),
    ));
    objects.extend(function(
        table,
        "tell",
        "AFTER INSERT OR UPDATE",
        table.name,
        &telling(table, &history),
    ));
    let told = dialect.text(&format!(
        "endstate: {history}: what happened does not change"
    ));
    let refuse = format!("  RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = {told};\n");
    objects.extend(function(
        table,
        "history_kept",
        "BEFORE UPDATE",
        &history,
        &refuse,
    ));
    objects
}

fn kept(rules: Vec<Rule>, without: Option<&str>) -> Vec<Rule> {
    rules
        .into_iter()
        .filter(|rule| without != Some(rule.short.as_str()))
        .collect()
}

fn constraint(table: &Table, on: &str, name: String, of: &str) -> Object {
    let (on, quoted) = (table.dialect.name(on), table.dialect.name(&name));
    Object {
        kind: Kind::Constraint,
        create: format!("ALTER TABLE {on} ADD CONSTRAINT {quoted} {of}"),
        drop: format!("ALTER TABLE {on} DROP CONSTRAINT IF EXISTS {quoted}"),
        name,
    }
}

/// A function, and the trigger that calls it.
fn function(table: &Table, rest: &str, on_event: &str, on: &str, body: &str) -> [Object; 2] {
    let dialect = table.dialect;
    let name = named(table, rest);
    let (quoted, on) = (dialect.name(&name), dialect.name(on));
    [
        Object {
            kind: Kind::Function,
            name: name.clone(),
            create: format!(
                "CREATE OR REPLACE FUNCTION {quoted}() RETURNS trigger LANGUAGE plpgsql AS $endstate$\nBEGIN\n{body}  RETURN NEW;\nEND\n$endstate$"
            ),
            drop: format!("DROP FUNCTION IF EXISTS {quoted}()"),
        },
        Object {
            kind: Kind::Trigger,
            create: format!(
                "CREATE TRIGGER {quoted} {on_event} ON {on} FOR EACH ROW EXECUTE FUNCTION {quoted}()"
            ),
            drop: format!("DROP TRIGGER IF EXISTS {quoted} ON {on}"),
            name,
        },
    ]
}

// Unless it is in parentheses, a condition ends at its first THEN, also that of a CASE.
fn raising(table: &Table, rules: &[Rule], from: &str, to: &str) -> String {
    let mut body = String::new();
    for rule in rules {
        let told = table.dialect.text(&format!("endstate: {}", rule.tells));
        let name = table.dialect.text(&rule.name(table));
        let _ = write!(
            body,
            "  IF ({}) THEN\n    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = {name},\n      \
             MESSAGE = {told} || ' (from ' || COALESCE({from}, 'nowhere') || ' to ' || {to} || ')';\n  END IF;\n",
            rule.condition
        );
    }
    body
}

fn telling(table: &Table, history: &str) -> String {
    let dialect = table.dialect;
    let history = dialect.name(history);
    let (now, is_told) = (dialect.now(), is_told(table));
    let insert = format!(
        "INSERT INTO {history} (\"id\", \"version\", \"from_status\", \"to_status\", \"at\", \"owner\", \"epoch\", \"attempt\", \"outcome\") VALUES"
    );
    format!(
        "  IF TG_OP = 'INSERT' THEN\n    {insert} (NEW.\"id\", NEW.\"version\", NULL, NEW.\"status\", {now}, NULL, 0, 0, NEW.\"outcome\");\n  \
         ELSIF ({is_told}) THEN\n    {insert} (NEW.\"id\", NEW.\"version\", OLD.\"status\", NEW.\"status\", {now},\n      \
         COALESCE(NEW.\"owner\", OLD.\"owner\"), NEW.\"epoch\", OLD.\"attempt\", NEW.\"outcome\");\n  END IF;\n"
    )
}

//! The objects of a table in Postgres: a constraint for each rule for rows, a function for the rules for steps.

use std::fmt::Write as _;

use super::{
    objects::{
        HISTORY_IDENTITY, IDENTITY, Kind, Object, columns, history_columns, indexes, named,
        referenced,
    },
    rules::{Rule, of_births, of_rows},
    steps::{is_told, looked_at, of_steps, updating},
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
    let body = raising(table, &births, "NULL");
    objects.push(function(table, "births", &body));
    objects.push(trigger(table, "births", "BEFORE INSERT", table.name, None));
    let steps = kept(of_steps(table), without);
    let (steps, always): (Vec<Rule>, Vec<Rule>) = steps
        .into_iter()
        .partition(|rule| !looked_at(table, &rule.condition).is_empty());
    let conditions: Vec<&str> = steps.iter().map(|rule| rule.condition.as_str()).collect();
    let event = format!("BEFORE {}", updating(table, &conditions.join(" ")));
    let body = raising(table, &steps, "OLD.\"status\"");
    objects.push(function(table, "steps", &body));
    objects.push(trigger(table, "steps", &event, table.name, None));
    // What every update asks is a condition of the trigger: that takes no call.
    for rule in always {
        let body = raise(table, &rule, "OLD.\"status\"");
        objects.push(function(table, &rule.short, &body));
        let when = Some(rule.condition.as_str());
        objects.push(trigger(
            table,
            &rule.short,
            "BEFORE UPDATE",
            table.name,
            when,
        ));
    }
    let is_told = is_told(table);
    let body = telling(table, &history, &is_told);
    objects.push(pinned(function(table, "tell", &body)));
    let event = format!("AFTER INSERT OR {}", updating(table, &is_told));
    objects.push(trigger(table, "tell", &event, table.name, None));
    let told = dialect.text(&format!(
        "endstate: {history}: what happened does not change"
    ));
    let refuse = format!("  RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = {told};\n");
    objects.push(function(table, "history_kept", &refuse));
    let event = "BEFORE UPDATE";
    objects.push(trigger(table, "history_kept", event, &history, None));
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

/// What a trigger of the same name calls.
fn function(table: &Table, rest: &str, body: &str) -> Object {
    let name = named(table, rest);
    let quoted = table.dialect.name(&name);
    Object {
        kind: Kind::Function,
        name,
        create: format!(
            "CREATE OR REPLACE FUNCTION {quoted}() RETURNS trigger LANGUAGE plpgsql AS $endstate$\nBEGIN\n{body}  RETURN NEW;\nEND\n$endstate$"
        ),
        drop: format!("DROP FUNCTION IF EXISTS {quoted}()"),
    }
}

/// The same, where its text names the schema that it is made in as `SCHEMA`.
// A session may have any search path. Its own, set at each call, would cost at each call, and be `"$user"` of whoever calls; the schema
// of the trigger's table, asked at each call, would take a statement that is planned at each. This costs nothing.
fn pinned(mut function: Object) -> Object {
    let text = function.create.replace('%', "%%").replace(SCHEMA, "%1$I.");
    function.create =
        format!("DO $make$BEGIN EXECUTE format($text${text}$text$, current_schema()); END$make$");
    function
}

/// No name and no text in Postgres has this character.
const SCHEMA: &str = "\u{0}.";

fn trigger(table: &Table, rest: &str, event: &str, on: &str, when: Option<&str>) -> Object {
    let name = named(table, rest);
    let (quoted, on) = (table.dialect.name(&name), table.dialect.name(on));
    let when = when.map_or_else(String::new, |when| format!("WHEN ({when}) "));
    Object {
        kind: Kind::Trigger,
        create: format!(
            "CREATE TRIGGER {quoted} {event} ON {on} FOR EACH ROW {when}EXECUTE FUNCTION {quoted}()"
        ),
        drop: format!("DROP TRIGGER IF EXISTS {quoted} ON {on}"),
        name,
    }
}

// Unless it is in parentheses, a condition ends at its first THEN, also that of a CASE.
fn raising(table: &Table, rules: &[Rule], from: &str) -> String {
    let mut body = String::new();
    for rule in rules {
        let _ = write!(
            body,
            "  IF ({}) THEN\n  {}  END IF;\n",
            rule.condition,
            raise(table, rule, from)
        );
    }
    body
}

fn raise(table: &Table, rule: &Rule, from: &str) -> String {
    let told = format!("endstate: {}", rule.tells).replace('%', "%%");
    let told = table.dialect.text(&format!("{told} (from %s to %s)"));
    let name = table.dialect.text(&rule.name(table));
    format!(
        "  RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = {name},\n      \
         MESSAGE = format({told}, COALESCE({from}, 'nowhere'), NEW.\"status\");\n"
    )
}

fn telling(table: &Table, history: &str, is_told: &str) -> String {
    let dialect = table.dialect;
    let history = dialect.name(history);
    let now = dialect.now();
    let insert = format!(
        "INSERT INTO {SCHEMA}{history} (\"id\", \"version\", \"from_status\", \"to_status\", \"at\", \"owner\", \"epoch\", \"attempt\", \"outcome\") VALUES"
    );
    format!(
        "  IF TG_OP = 'INSERT' THEN\n    {insert} (NEW.\"id\", NEW.\"version\", NULL, NEW.\"status\", {now}, NULL, 0, 0, NEW.\"outcome\");\n  \
         ELSIF ({is_told}) THEN\n    {insert} (NEW.\"id\", NEW.\"version\", OLD.\"status\", NEW.\"status\", {now},\n      \
         COALESCE(NEW.\"owner\", OLD.\"owner\"), NEW.\"epoch\", OLD.\"attempt\", NEW.\"outcome\");\n  END IF;\n"
    )
}

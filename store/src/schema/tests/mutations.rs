//! Each rule is left out once: something has to go through then that did not before.

use super::{
    battery::{in_history, outcome},
    cases::cases,
    place::{filled, tellers, told},
    session::{Session, dialect, on_both},
    tables,
};
use crate::{
    schema::{
        objects::{Kind, objects},
        rules::{of_births, of_rows},
        steps::of_steps,
    },
    sql::Dialect,
    table::Table,
};

/// The names of all rules of a table but for those that tell.
fn rules(table: &Table) -> Vec<String> {
    let rules = [of_rows(table), of_births(table), of_steps(table)];
    let mut names: Vec<String> = rules.into_iter().flatten().map(|rule| rule.short).collect();
    let columns = table.columns.iter();
    let refers = columns.filter(|column| column.references.is_some());
    names.extend(refers.map(|column| format!("{}_refers", column.name)));
    names.push("history_kept".to_owned());
    match table.dialect {
        Dialect::Sqlite => names.push("history_once".to_owned()),
        Dialect::Postgres => names.push("identity".to_owned()),
    }
    names
}

/// From the whole table to the one without a rule.
fn leaving_out(table: &Table, rule: &str) -> String {
    let left = objects(table, Some(rule));
    let mut script = String::new();
    // A function is in use until its trigger is gone.
    for object in objects(table, None).into_iter().rev() {
        let known = left
            .iter()
            .find(|known| (known.kind, &known.name) == (object.kind, &object.name));
        if known == Some(&object) {
            continue;
        }
        // What is not there is dropped; a function is replaced under its trigger.
        if known.is_none() || object.kind == Kind::Trigger {
            script.push_str(&object.drop);
            script.push_str(";\n");
        }
        if let Some(known) = known {
            script.push_str(&known.create);
            script.push_str(";\n");
        }
    }
    script
}

#[test]
fn no_rule_can_be_left_out_without_a_case_that_goes_through() {
    on_both(async |database| {
        let mut idle = Vec::new();
        for table in tables::all(dialect(database)) {
            let cases = cases(&table);
            let mut whole = Session::to_empty(database, &format!("m {}", table.name)).await;
            whole.prepare().await;
            filled(&mut whole, &table, None).await;
            for rule in rules(&table) {
                let mut of_rule;
                let session = match table.dialect {
                    // Its constraints are part of the table.
                    Dialect::Sqlite => {
                        of_rule = Session::to_empty(database, "").await;
                        of_rule.prepare().await;
                        filled(&mut of_rule, &table, Some(&rule)).await;
                        of_rule.run("BEGIN").await;
                        &mut of_rule
                    }
                    Dialect::Postgres => {
                        whole
                            .run(&format!("BEGIN; {}", leaving_out(&table, &rule)))
                            .await;
                        &mut whole
                    }
                };
                let mut is_missed = false;
                for case in &cases {
                    if case.breaks.as_deref() == Some(rule.as_str()) && !is_missed {
                        is_missed = outcome(session, case).await.is_ok_and(|rows| rows == 1);
                    }
                }
                if !is_missed {
                    idle.push(format!("{}: {rule}", table.name));
                }
                session.run("ROLLBACK").await;
            }
            for &teller in tellers(table.dialect) {
                let mut session =
                    Session::to_empty(database, &format!("t {} {teller}", table.name)).await;
                session.prepare().await;
                filled(&mut session, &table, Some(teller)).await;
                if in_history(&mut session, &table).await == told(&table) {
                    idle.push(format!("{}: {teller}", table.name));
                }
            }
        }
        assert!(idle.is_empty(), "rules that no case defends: {idle:#?}");
    });
}

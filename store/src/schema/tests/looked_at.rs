//! A guard is asked by the updates that set something it looks at, and by no other.

use endstate_cluster::Database;

use super::{
    check::on_one,
    place::{OWNER, Set, claiming, filled, id},
    session::{Session, dialect, on_both},
    tables,
};
use crate::{
    schema::steps::{is_told, looked_at, of_steps},
    sql::Dialect,
    table::{OWN_COLUMNS, Table},
};

/// The names after each `NEW.`, read another way than the guards are made.
fn named_in(condition: &str) -> Vec<String> {
    let parts = condition.split("NEW.\"").skip(1);
    let mut names: Vec<String> = parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn a_guard_is_asked_by_every_column_that_it_looks_at() {
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        for table in tables::all(dialect) {
            let rules = of_steps(&table).into_iter();
            let mut conditions: Vec<String> = rules.map(|rule| rule.condition).collect();
            conditions.push(is_told(&table));
            for condition in conditions {
                let mut names = looked_at(&table, &condition);
                names.sort_unstable();
                assert_eq!(names, named_in(&condition), "{condition}");
                // It could not be asked by a column that has other names in a condition than its own.
                assert_eq!(
                    condition.matches("NEW.").count(),
                    condition.matches("NEW.\"").count()
                );
            }
        }
    }
}

/// The triggers that a statement asks.
async fn asked(session: &mut Session, table: &Table, sql: &str) -> Vec<String> {
    let (explain, column) = match table.dialect {
        Dialect::Sqlite => ("EXPLAIN", "p4"),
        Dialect::Postgres => ("EXPLAIN (ANALYZE)", "QUERY PLAN"),
    };
    let rows = session.fetch(&format!("{explain} {sql}")).await;
    let lines = rows
        .iter()
        .map(|row| row.nullable::<Option<String>>(column).unwrap());
    let names = lines.flatten().filter_map(|line| {
        let line = line.trim_start_matches("-- ");
        let name = line
            .strip_prefix("TRIGGER ")
            .or(line.strip_prefix("Trigger "))?;
        Some(name.split(':').next().unwrap().to_owned())
    });
    names.collect()
}

#[test]
fn a_renewal_asks_no_guard_but_whether_the_row_has_ended() {
    on_both(async |database| {
        let table = tables::projects(dialect(database));
        let mut session = Session::to(database).await;
        session.prepare().await;
        filled(&mut session, &table, None).await;
        session.run("BEGIN").await;
        let place = table.place("running").unwrap();
        let plain: &[&str] = match table.dialect {
            Dialect::Sqlite => &["projects_ended"],
            // A trigger whose condition does not hold is not called.
            Dialect::Postgres => &[],
        };
        for (column, to) in [
            ("lease_until", "99"),
            ("deadline_at", "99"),
            ("cancel_requested_at", "99"),
        ] {
            let sql = Set::new(&[(column, to)]).update(&table, &id(place, true));
            assert_eq!(asked(&mut session, &table, &sql).await, plain, "{sql}");
        }
        let claim = claiming(OWNER).update(&table, &id(place, false));
        assert!(asked(&mut session, &table, &claim).await.len() > plain.len());
    });
}

#[test]
fn no_column_of_a_row_that_has_ended_changes_nor_one_of_the_users() {
    on_both(async |database| {
        for table in tables::all(dialect(database)) {
            let mut session = Session::to_empty(database, &format!("l {}", table.name)).await;
            session.prepare().await;
            filled(&mut session, &table, None).await;
            let name = table.dialect.name(table.name);
            session
                .run(&format!("ALTER TABLE {name} ADD COLUMN mine TEXT"))
                .await;
            let evidence = table.columns.iter().map(|column| column.name);
            let columns = OWN_COLUMNS.iter().copied().chain(evidence).chain(["mine"]);
            let ended = table.states.iter().enumerate();
            let ended = ended.filter(|(_, state)| state.terminal);
            let ended: Vec<usize> = ended.map(|(place, _)| place).collect();
            for column in columns {
                for &place in &ended {
                    // Even if it stays as it is.
                    let quoted = table.dialect.name(column);
                    for to in [quoted.as_str(), "NULL"] {
                        let sql = Set::new(&[(column, to)]).update(&table, &id(place, false));
                        let problem = session.execute(&sql).await.unwrap_err().to_string();
                        assert!(problem.contains("endstate: "), "{problem}\n{sql}");
                    }
                }
            }
            let alive = Set::new(&[("mine", "'x'")]).update(&table, &id(0, true));
            assert_eq!(session.execute(&alive).await.unwrap(), 1);
        }
    });
}

#[test]
fn a_column_that_a_guard_looks_at_is_not_dropped_by_accident() {
    let Some(database) = Database::postgres() else {
        return;
    };
    on_one(async || {
        let table = tables::projects(Dialect::Postgres);
        let mut session = Session::to(&database).await;
        session.prepare().await;
        filled(&mut session, &table, None).await;
        let drop = session
            .execute("ALTER TABLE projects DROP COLUMN attempt")
            .await;
        let problem = drop.unwrap_err().to_string();
        assert!(problem.contains("depend"), "{problem}");
    });
}

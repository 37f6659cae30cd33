//! A session of Postgres that looks for tables elsewhere.

use endstate_cluster::Database;

use super::{
    check::on_one,
    place::{OWNER, born, claiming, entering, filled, fresh, id},
    session::Session,
    tables,
};
use crate::{sql::Dialect, table::Table};

const HOME: &str = "it's 100%I \"home\"";

/// A statement as it names the table from anywhere.
fn from_afar(table: &Table, sql: &str) -> String {
    let (home, name) = (table.dialect.name(HOME), table.dialect.name(table.name));
    sql.replacen(&name, &format!("{home}.{name}"), 1)
}

#[test]
fn its_moves_are_told_where_the_table_is_and_the_rules_hold_for_it() {
    let Some(database) = Database::postgres() else {
        return;
    };
    on_one(async || {
        for table in tables::all(Dialect::Postgres) {
            let mut session = Session::to(&database).await;
            let home = table.dialect.name(HOME);
            session
                .run(&format!("DROP SCHEMA IF EXISTS {home} CASCADE; DROP SCHEMA IF EXISTS elsewhere CASCADE; \
                               CREATE SCHEMA {home}; CREATE SCHEMA elsewhere; SET search_path = {home}"))
                .await;
            session.prepare().await;
            filled(&mut session, &table, None).await;
            let history = table.dialect.name(&format!("{}_history", table.name));
            let told = session.count(&history).await;
            // One of its own has the same name as ours.
            session
                .run(&format!(
                    "CREATE TABLE elsewhere.{history} (LIKE {home}.{history}); SET search_path = elsewhere"
                ))
                .await;
            let from = table.states.iter().position(|state| state.initial).unwrap();
            let to = *table.states[from]
                .successors
                .iter()
                .find(|&&to| to != from)
                .unwrap();
            let claim = claiming(OWNER).update(&table, &id(from, false));
            let step = entering(&table, to).update(&table, &id(from, false));
            for sql in [claim, step] {
                let sql = from_afar(&table, &sql);
                assert_eq!(session.execute(&sql).await.unwrap(), 1, "{sql}");
            }
            let birth = born(&table, from, &fresh(100)).insert(&table, "INSERT");
            let birth = from_afar(&table, &birth);
            assert_eq!(session.execute(&birth).await.unwrap(), 1);
            assert_eq!(session.count(&format!("{home}.{history}")).await, told + 2);
            assert_eq!(session.count(&format!("elsewhere.{history}")).await, 0);
            let end = table
                .states
                .iter()
                .position(|state| state.terminal)
                .unwrap();
            for (of, to, told) in [
                (end, from, "a row in a terminal state does not change"),
                (to, from, "no such transition"),
            ] {
                let sql = from_afar(&table, &entering(&table, to).update(&table, &id(of, false)));
                let problem = session.execute(&sql).await.unwrap_err().to_string();
                let told = format!("endstate: {}: {told}", table.name);
                assert!(problem.contains(&told), "{problem}\n{sql}");
            }
        }
    });
}

//! SQLite has a second name for a row, which asks no trigger: its rowid.

use endstate_cluster::Database;

use super::{
    check::on_one,
    place::{born, filled, fresh, id},
    session::{Session, pool},
    tables,
};
use crate::{
    Error,
    schema::{
        check, migrate,
        objects::{Kind, objects},
    },
    sql::Dialect,
};

#[test]
fn no_row_is_replaced_by_its_rowid() {
    on_one(async || {
        for table in tables::all(Dialect::Sqlite) {
            let mut session = Session::to_empty(&Database::sqlite(), "").await;
            session.prepare().await;
            filled(&mut session, &table, None).await;
            let name = table.dialect.name(table.name);
            let before = session.count(&name).await;
            for rowid in ["rowid", "_rowid_", "oid"] {
                let birth = table.states.iter().position(|state| state.initial).unwrap();
                let insert = born(&table, birth, &fresh(100))
                    .insert(&table, "INSERT OR REPLACE")
                    .replacen('(', &format!("({rowid}, "), 1)
                    .replacen("VALUES (", "VALUES (1, ", 1);
                let (first, second) = (id(birth, false), id(birth, true));
                let update = format!(
                    "UPDATE OR REPLACE {name} SET {rowid} = (SELECT {rowid} FROM {name} WHERE id = {second}) WHERE id = {first}"
                );
                for sql in [insert, update] {
                    let outcome = session.execute(&sql).await;
                    assert!(outcome.is_err(), "{outcome:?}\n{sql}");
                }
            }
            assert_eq!(session.count(&name).await, before);
        }
    });
}

#[test]
fn no_row_is_replaced_by_another_that_takes_its_id() {
    on_one(async || {
        for table in tables::all(Dialect::Sqlite) {
            let mut session = Session::to_empty(&Database::sqlite(), "").await;
            session.prepare().await;
            filled(&mut session, &table, None).await;
            let name = table.dialect.name(table.name);
            for from in 0..table.states.len() {
                for to in (0..table.states.len()).filter(|&to| to != from) {
                    let (from, to) = (id(from, false), id(to, false));
                    let sql = format!("UPDATE OR REPLACE {name} SET id = {to} WHERE id = {from}");
                    let problem = session.execute(&sql).await.unwrap_err().to_string();
                    assert!(problem.contains("endstate: "), "{problem}\n{sql}");
                }
            }
        }
    });
}

#[test]
fn a_table_that_still_has_rowids_is_rebuilt_without() {
    on_one(async || {
        let database = Database::sqlite();
        let (pool, mut session) = (pool(&database), Session::to(&database).await);
        session.prepare().await;
        let table = tables::projects(Dialect::Sqlite);
        for object in objects(&table, None) {
            let create = if object.kind == Kind::Table && object.name == table.name {
                object.create.replace(", WITHOUT ROWID", "")
            } else {
                object.create
            };
            session.run(&create).await;
        }
        let birth = born(&table, 0, &fresh(1)).insert(&table, "INSERT");
        session.run(&birth).await;
        let Err(Error::Drifted { mend, .. }) = migrate(&pool, &table).await else {
            panic!("it has rowids");
        };
        let report = check(&pool, &table).await.unwrap();
        let [difference] = report.differences() else {
            panic!("{report}");
        };
        assert_eq!(difference.problem, "has other options");
        session.run(&mend).await;
        migrate(&pool, &table).await.unwrap();
        let report = check(&pool, &table).await.unwrap();
        assert!(report.is_empty(), "{report}");
        assert_eq!(session.count("projects").await, 1);
        assert_eq!(session.count("projects_history").await, 1);
        pool.close().await;
    });
}

//! Making the tables.

use super::{
    session::{Session, dialect, on_both, pool},
    tables,
};
use crate::{
    Error,
    schema::{check, migrate},
};

#[test]
fn a_migration_makes_everything_and_a_second_one_nothing() {
    on_both(async |database| {
        let (pool, mut session) = (pool(database), Session::to(database).await);
        session.prepare().await;
        for table in tables::all(dialect(database)) {
            migrate(&pool, &table).await.unwrap();
            let report = check(&pool, &table).await.unwrap();
            assert!(report.is_empty(), "{report}");
            let row = "endstate_lifecycles";
            let at = session
                .fetch(&format!("SELECT MAX(migrated_at) AS at FROM {row}"))
                .await;
            let before: i64 = at[0].get("at").unwrap();
            migrate(&pool, &table).await.unwrap();
            let at = session
                .fetch(&format!("SELECT MAX(migrated_at) AS at FROM {row}"))
                .await;
            assert_eq!(at[0].get::<i64>("at").unwrap(), before);
        }
        assert_eq!(session.count("endstate_lifecycles").await, 3);
        pool.close().await;
    });
}

#[test]
fn migrations_at_the_same_time_do_not_disturb_each_other() {
    on_both(async |database| {
        Session::to(database).await.prepare().await;
        let table = tables::projects(dialect(database));
        let pools = [pool(database), pool(database), pool(database)];
        let [a, b, c] = &pools;
        let (a, b, c) = tokio::join!(migrate(a, &table), migrate(b, &table), migrate(c, &table));
        a.and(b).and(c).unwrap();
        let [a, b, c] = &pools;
        let (a, b, c) = tokio::join!(check(a, &table), check(b, &table), check(c, &table));
        assert!(a.unwrap().is_empty() && b.unwrap().is_empty() && c.unwrap().is_empty());
        for pool in &pools {
            pool.close().await;
        }
    });
}

#[test]
fn a_table_that_is_another_stays_as_it_is() {
    on_both(async |database| {
        let (pool, mut session) = (pool(database), Session::to(database).await);
        session.prepare().await;
        let table = tables::projects(dialect(database));
        session
            .run("CREATE TABLE projects (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO projects VALUES (1, 'mine')")
            .await;
        let error = migrate(&pool, &table).await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::Drifted {
                    table: "projects",
                    ..
                }
            ),
            "{error}"
        );
        assert_eq!(session.count("projects WHERE title = 'mine'").await, 1);
        pool.close().await;
    });
}

#[test]
fn a_process_of_an_older_version_is_told_so() {
    on_both(async |database| {
        let (pool, mut session) = (pool(database), Session::to(database).await);
        session.prepare().await;
        let table = tables::projects(dialect(database));
        migrate(&pool, &table).await.unwrap();
        session
            .run("UPDATE endstate_lifecycles SET version = 2 WHERE table_name = 'projects'")
            .await;
        let error = migrate(&pool, &table).await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::Newer {
                    found: 2,
                    known: 1,
                    ..
                }
            ),
            "{error}"
        );
        pool.close().await;
    });
}

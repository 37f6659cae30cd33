//! What differs is listed, and what is listed can be mended.

use std::collections::BTreeSet;

use endstate_cluster::Database;

use super::{
    place::{born, entering, filled, fresh, id},
    session::{Session, dialect, on_both, pool},
    tables,
};
use crate::{
    schema::{
        Report, check,
        check::rebuild::lost,
        definition::{Definition, Part},
        migrate,
        objects::{Kind, objects},
    },
    sql::{Dialect, Pool},
    table::Table,
};

/// A table with rows, and who changes it.
struct Site {
    table: Table,
    pool: Pool,
    session: Session,
}

impl Site {
    async fn on(database: &Database, table: Table) -> Self {
        let (pool, mut session) = (pool(database), Session::to(database).await);
        session.prepare().await;
        filled(&mut session, &table, None).await;
        Self {
            table,
            pool,
            session,
        }
    }

    async fn check(&self) -> Report {
        check(&self.pool, &self.table).await.unwrap()
    }

    /// What a script does to it is listed as this, and the mend brings all back, with the rows.
    async fn changed(&mut self, script: &str, expected: &[&str]) {
        let name = self.table.dialect.name(self.table.name);
        let before = self.session.count(&name).await;
        self.session.run(script).await;
        let report = self.check().await;
        let expected: BTreeSet<String> = expected.iter().map(|&one| one.to_owned()).collect();
        assert_eq!(listed(&report), expected, "{script}");
        self.mend(&report).await;
        assert_eq!(self.session.count(&name).await, before, "{script}");
    }

    async fn mend(&mut self, report: &Report) {
        self.session.run(&report.sql()).await;
        let report = self.check().await;
        assert!(report.is_empty(), "{report}");
        assert_eq!(report.sql(), "");
    }
}

fn listed(report: &Report) -> BTreeSet<String> {
    let differences = report.differences().iter();
    differences
        .map(|one| format!("{}: {}", one.object, one.problem))
        .collect()
}

#[test]
fn a_table_that_is_as_it_should_be_has_an_empty_report() {
    on_both(async |database| {
        Session::to(database).await.prepare().await;
        let pool = pool(database);
        for table in tables::all(dialect(database)) {
            let missing = check(&pool, &table).await.unwrap();
            assert_eq!(missing.differences().len(), objects(&table, None).len());
            migrate(&pool, &table).await.unwrap();
            let report = check(&pool, &table).await.unwrap();
            assert!(report.is_empty(), "{report}");
        }
        pool.close().await;
    });
}

#[test]
fn each_object_that_is_dropped_is_listed_and_mended() {
    on_both(async |database| {
        let table = tables::projects(dialect(database));
        let mut site = Site::on(database, table.clone()).await;
        // All of a kind at once, since each comparison takes its time.
        for kind in [Kind::Constraint, Kind::Index, Kind::Trigger, Kind::Function] {
            let (mut drop, mut expected) = (String::new(), Vec::new());
            for object in objects(&table, None) {
                // The trigger that calls a function goes with it.
                let goes = object.kind == kind
                    || (kind, object.kind) == (Kind::Function, Kind::Trigger)
                        && dialect(database) == Dialect::Postgres;
                if !goes {
                    continue;
                }
                drop.push_str(&object.drop);
                drop.push_str(if object.kind == Kind::Function {
                    " CASCADE;"
                } else {
                    ";"
                });
                let word = object.kind.word();
                expected.push(format!("{word} `{}`: is missing", object.name));
            }
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            if !expected.is_empty() {
                site.changed(&drop, &expected).await;
            }
        }
        site.pool.close().await;
    });
}

#[test]
fn a_history_that_was_dropped_is_made_anew() {
    on_both(async |database| {
        let mut site = Site::on(database, tables::projects(dialect(database))).await;
        let mut drop = "DROP TABLE projects_history;".to_owned();
        if dialect(database) == Dialect::Sqlite {
            // Together with a rebuild.
            drop.push_str(&edited("projects", "\"repo\" TEXT", "\"repo\" ANY"));
        }
        site.session.run(&drop).await;
        let report = site.check().await;
        let problems = listed(&report);
        assert!(
            problems.contains("table `projects_history`: is missing"),
            "{problems:#?}"
        );
        site.mend(&report).await;
        site.pool.close().await;
    });
}

#[test]
fn what_is_changed_by_hand_in_postgres_is_listed_and_mended() {
    let Some(database) = Database::postgres() else {
        return;
    };
    on_one(async || {
        let mut site = Site::on(&database, tables::projects(Dialect::Postgres)).await;
        for (script, expected) in [
            (
                "ALTER TABLE projects DROP CONSTRAINT projects_lease; ALTER TABLE projects ADD CONSTRAINT projects_lease CHECK (TRUE)",
                "constraint `projects_lease`: is another",
            ),
            (
                "ALTER TABLE projects DROP CONSTRAINT projects_counted; ALTER TABLE projects ADD CONSTRAINT projects_counted CHECK \
                 (epoch >= attempt AND attempt >= 0 AND version >= 1 AND max_attempts >= 1) NOT VALID",
                "constraint `projects_counted`: is another",
            ),
            (
                "DROP INDEX projects_leases; CREATE INDEX projects_leases ON projects (lease_until)",
                "index `projects_leases`: is another",
            ),
            (
                "ALTER TABLE projects DISABLE TRIGGER projects_steps",
                "trigger `projects_steps`: is another",
            ),
            (
                "CREATE OR REPLACE FUNCTION projects_steps() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "function `projects_steps`: is another",
            ),
            (
                "ALTER TABLE projects DROP COLUMN cancel_requested_at",
                "column `projects.cancel_requested_at`: is missing",
            ),
            (
                "ALTER TABLE projects_history ALTER COLUMN at TYPE numeric",
                "column `projects_history.at`: has another type",
            ),
            (
                "ALTER FUNCTION projects_tell() SET search_path = ''",
                "function `projects_tell`: is another",
            ),
            (
                "DO $$BEGIN EXECUTE replace(pg_get_functiondef('projects_tell'::regproc), 'INTO public.', 'INTO '); END$$",
                "function `projects_tell`: is another",
            ),
            (
                "ALTER FUNCTION projects_births() SECURITY DEFINER",
                "function `projects_births`: is another",
            ),
            (
                "ALTER TABLE projects ALTER COLUMN status DROP NOT NULL",
                "column `projects.status`: may be null",
            ),
            (
                "ALTER TABLE projects ADD CONSTRAINT projects_has_gone CHECK (TRUE)",
                "constraint `projects_has_gone`: is of an earlier version",
            ),
        ] {
            site.changed(script, &[expected]).await;
        }
        // What the guards look at cannot be altered while they are there.
        let typed = "DROP TRIGGER projects_steps ON projects; DROP TRIGGER projects_tell ON projects; \
             ALTER TABLE projects ALTER COLUMN result TYPE varchar(99)";
        let again = objects(&site.table, None).into_iter();
        let again = again.filter(|object| {
            object.kind == Kind::Trigger
                && ["projects_steps", "projects_tell"].contains(&&*object.name)
        });
        let script = again.fold(typed.to_owned(), |script, trigger| {
            script + ";" + &trigger.create
        });
        let expected = ["column `projects.result`: has another type"];
        site.changed(&script, &expected).await;
        // A column with a default comes back filled.
        let others = "ALTER TABLE projects DROP COLUMN max_attempts CASCADE";
        let expected = [
            "column `projects.max_attempts`: is missing",
            "constraint `projects_counted`: is missing",
            "trigger `projects_steps`: is missing",
        ];
        site.changed(others, &expected).await;
        site.pool.close().await;
    });
}

#[test]
fn no_rule_of_postgres_is_missing_while_it_is_mended() {
    let Some(database) = Database::postgres() else {
        return;
    };
    on_one(async || {
        let mut site = Site::on(&database, tables::projects(Dialect::Postgres)).await;
        site.session
            .run(
                "ALTER TABLE projects DROP CONSTRAINT projects_lease, ADD CONSTRAINT projects_lease CHECK (TRUE); \
                 ALTER TABLE projects DROP CONSTRAINT projects_identity, ADD CONSTRAINT projects_identity PRIMARY KEY (id, status); \
                 ALTER TABLE projects DISABLE TRIGGER projects_steps",
            )
            .await;
        let report = site.check().await;
        let mends = report.differences().iter();
        let mends: Vec<&str> = mends.map(|one| one.mend.as_deref().unwrap()).collect();
        let [identity, lease, steps] = mends[..] else {
            panic!("{report}");
        };
        for (mend, name) in [(identity, "identity"), (lease, "lease")] {
            let at_once = format!(
                "ALTER TABLE \"projects\" DROP CONSTRAINT IF EXISTS \"projects_{name}\", ADD CONSTRAINT \"projects_{name}\" "
            );
            assert!(mend.starts_with(&at_once), "{mend}");
        }
        assert!(
            steps.starts_with("DO $mend$") && steps.ends_with("$mend$"),
            "{steps}"
        );
        // Also within a transaction, as tools for migrations have one.
        site.session.run("BEGIN").await;
        site.session.run(&report.sql()).await;
        site.session.run("ROLLBACK").await;
        assert_eq!(site.check().await, report);
        site.mend(&report).await;
        site.pool.close().await;
    });
}

#[test]
fn what_is_changed_by_hand_in_sqlite_is_listed_and_mended() {
    let database = Database::sqlite();
    on_one(async || {
        let mut site = Site::on(&database, tables::projects(Dialect::Sqlite)).await;
        site.session
            .run(
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, project TEXT REFERENCES projects(id))",
            )
            .await;
        let row = id(0, false);
        site.session
            .run(&format!("INSERT INTO notes VALUES (1, {row})"))
            .await;
        for (script, expected) in [
            (
                "DROP INDEX projects_leases; CREATE INDEX projects_leases ON projects (lease_until)",
                "index `projects_leases`: is another",
            ),
            (
                "DROP TRIGGER projects_edge; CREATE TRIGGER projects_edge BEFORE UPDATE ON projects BEGIN SELECT 1; END",
                "trigger `projects_edge`: is another",
            ),
            (
                &edited("projects", "\"max_attempts\" >= 1", "\"max_attempts\" >= 0"),
                "constraint `projects_counted`: is another",
            ),
            (
                &edited("projects", "\"repo\" TEXT", "\"repo\" ANY"),
                "column `projects.repo`: is another",
            ),
            (
                &edited("projects", ") STRICT, ", ") "),
                "table `projects`: has other options",
            ),
        ] {
            site.changed(script, &[expected]).await;
        }
        assert_eq!(
            site.session
                .count("notes JOIN projects p ON p.id = project")
                .await,
            1
        );
        assert_eq!(site.session.count("pragma_foreign_key_check").await, 0);
        let error = site
            .session
            .execute("INSERT INTO notes VALUES (2, 'nobody')")
            .await
            .unwrap_err();
        assert!(error.to_string().contains("FOREIGN KEY"), "{error}");
        site.pool.close().await;
    });
}

/// Another text of the table under the same rows, which SQLite's manual allows for changes that leave the rows as they are.
fn edited(table: &str, from: &str, to: &str) -> String {
    let (from, to) = (Dialect::Sqlite.text(from), Dialect::Sqlite.text(to));
    format!(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, {from}, {to}) \
         WHERE type = 'table' AND name = '{table}'; PRAGMA writable_schema = RESET"
    )
}

pub(super) fn on_one(test: impl AsyncFn()) {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    runtime.block_on(test());
}

#[test]
fn what_the_user_added_is_no_difference_and_stays() {
    on_both(async |database| {
        let table = tables::projects(dialect(database));
        let mut site = Site::on(database, table).await;
        let own = match dialect(database) {
            Dialect::Sqlite => {
                "ALTER TABLE projects ADD COLUMN prix€ TEXT; \
                 ALTER TABLE projects ADD COLUMN mine TEXT -- it's (not endstate's,\n DEFAULT/* x, ') */'x, y' CHECK (mine <> ')')"
            }
            Dialect::Postgres => {
                "ALTER TABLE projects ADD COLUMN mine TEXT DEFAULT 'x, y'; ALTER TABLE projects ADD CHECK (mine <> ')'); \
                 ALTER TABLE projects ALTER COLUMN max_attempts SET NOT NULL"
            }
        };
        site.session.run(own).await;
        site.session
            .run("CREATE INDEX projects_mine ON projects (mine)")
            .await;
        assert_eq!(listed(&site.check().await), BTreeSet::new());
        // Also through a rebuild.
        if dialect(database) == Dialect::Sqlite {
            let edit = edited("projects", "\"max_attempts\" >= 1", "\"max_attempts\" >= 0");
            site.session.run(&edit).await;
            let report = site.check().await;
            site.mend(&report).await;
            let mine = "sqlite_schema WHERE name = 'projects_mine'";
            assert_eq!(site.session.count(mine).await, 1);
        }
        let rows = site.session.count("projects").await;
        let kept = site.session.count("projects WHERE mine = 'x, y'").await;
        assert_eq!(kept, rows);
        let error = site.session.execute("UPDATE projects SET mine = ')'").await;
        assert!(error.is_err());
        site.pool.close().await;
    });
}

#[test]
fn what_a_field_held_that_is_no_more_stays() {
    on_both(async |database| {
        let dialect = dialect(database);
        let mut old = tables::projects(dialect);
        let mut column = old.columns[0].clone();
        column.name = "gone";
        (column.required_in, column.optional_in) = (Vec::new(), (0..old.states.len()).collect());
        old.columns.push(column);
        let mut site = Site::on(database, old).await;
        let birth = born(&site.table, 0, &fresh(100)).with("gone", "'kept'");
        site.session.run(&birth.insert(&site.table, "INSERT")).await;
        let rows = site.session.count("projects").await;
        site.table = tables::projects(dialect);
        let report = site.check().await;
        let left = "constraint `projects_has_gone`: is of an earlier version";
        assert!(listed(&report).contains(left), "{report}");
        site.mend(&report).await;
        assert_eq!(site.session.count("projects").await, rows);
        assert_eq!(site.session.count("projects WHERE gone = 'kept'").await, 1);
        site.pool.close().await;
    });
}

#[test]
fn a_rebuild_keeps_what_is_stored_and_computes_what_is_not() {
    let database = Database::sqlite();
    on_one(async || {
        let mut site = Site::on(&database, tables::projects(Dialect::Sqlite)).await;
        site.session
            .run(
                "ALTER TABLE projects ADD COLUMN sold TEXT DEFAULT 'AS (' CHECK (sold <> 'AS IS'); \
                 ALTER TABLE projects ADD COLUMN twice INTEGER as (created_at * 2); \
                 ALTER TABLE projects DROP COLUMN cancel_requested_at",
            )
            .await;
        let birth = born(&site.table, 0, &fresh(100)).with("sold", "'mine'");
        site.session.run(&birth.insert(&site.table, "INSERT")).await;
        let report = site.check().await;
        site.mend(&report).await;
        assert_eq!(site.session.count("projects WHERE sold = 'mine'").await, 1);
        let rows = site.session.count("projects").await;
        let twice = site.session.count("projects WHERE twice = 2").await;
        assert_eq!(twice, rows);
        site.pool.close().await;
    });
}

#[test]
fn a_column_that_a_rebuild_would_lose_is_named() {
    let read = Definition::of("CREATE TABLE projects (id TEXT, \"Title\" TEXT) STRICT");
    let parts: Vec<&Part> = read.parts.iter().collect();
    let stored = ["ID", "title", "price"].map(str::to_owned);
    let lost = lost("projects", &stored, &parts);
    let [difference] = lost.as_slice() else {
        panic!("{lost:?}");
    };
    assert_eq!(difference.object, "column `projects.price`");
    let report = Report {
        table: "projects",
        differences: lost,
        script: Some(String::new()),
    };
    let told = "column `projects.price`: is lost in the rebuild, with what is in it";
    assert!(report.to_string().contains(told), "{report}");
}

/// The projects of a later version: a state more, a column more in it, and one field is gone.
fn later(dialect: Dialect) -> Table {
    let mut table = tables::projects(dialect);
    table.version = 2;
    let running = table.place("running").unwrap();
    let new = table.states.len();
    let mut state = table.states[running].clone();
    state.status = "paused";
    state.name = "Paused";
    state.successors = vec![running];
    let mut column = table.columns[0].clone();
    column.name = "until_when";
    (column.required_in, column.optional_in) = (vec![new], Vec::new());
    state.evidence = vec![table.columns.len()];
    table.columns.push(column);
    table.states[running].successors.push(new);
    table.states.push(state);
    table
}

#[test]
fn a_state_and_a_column_more_are_mended_in_and_the_rows_stay() {
    on_both(async |database| {
        let old = tables::projects(dialect(database));
        let mut site = Site::on(database, old).await;
        site.session.run("CREATE TABLE notes (project TEXT)").await;
        site.table = later(dialect(database));
        let rows = site.session.count("projects").await;
        let told = site.session.count("projects_history").await;
        let report = site.check().await;
        let problems = listed(&report);
        for expected in [
            "column `projects.until_when`: is missing",
            "constraint `projects_known_status`: is another",
            "constraint `projects_has_until_when`: is missing",
        ] {
            assert!(problems.contains(expected), "{problems:#?}");
        }
        site.mend(&report).await;
        migrate(&site.pool, &site.table).await.unwrap();
        assert_eq!(site.session.count("projects").await, rows);
        assert_eq!(site.session.count("projects_history").await, told);
        let (running, new) = (
            site.table.place("running").unwrap(),
            site.table.states.len() - 1,
        );
        let step = entering(&site.table, new).update(&site.table, &id(running, true));
        assert_eq!(site.session.execute(&step).await.unwrap(), 1);
        // And back: the field is gone, and its constraint refuses nobody.
        let mut back = tables::projects(dialect(database));
        back.version = 3;
        site.session
            .run(
                &entering(&back, running)
                    .with("until_when", "NULL")
                    .update(&back, &id(running, true)),
            )
            .await;
        site.table = back;
        let report = site.check().await;
        let problems = listed(&report);
        assert!(
            problems.contains("constraint `projects_has_until_when`: is of an earlier version"),
            "{problems:#?}"
        );
        site.mend(&report).await;
        let birth = born(&site.table, 0, &fresh(100)).insert(&site.table, "INSERT");
        assert_eq!(site.session.execute(&birth).await.unwrap(), 1);
        site.pool.close().await;
    });
}

#[test]
fn a_check_in_another_schema_of_postgres_works_and_leaves_nothing_behind() {
    let Some(database) = Database::postgres() else {
        return;
    };
    on_one(async || {
        let mut session = Session::to_empty(&database, "a schema").await;
        session.prepare().await;
        session
            .run("DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = \"a schema\"', current_database()); END$$")
            .await;
        let pool = pool(&database);
        for table in tables::all(Dialect::Postgres) {
            migrate(&pool, &table).await.unwrap();
            let report = check(&pool, &table).await.unwrap();
            assert!(report.is_empty(), "{report}");
        }
        session.run("DROP INDEX projects_leases").await;
        let report = check(&pool, &tables::projects(Dialect::Postgres))
            .await
            .unwrap();
        assert_eq!(report.differences().len(), 1, "{report}");
        let scratch = "pg_namespace WHERE nspname LIKE 'endstate%'";
        assert_eq!(session.count(scratch).await, 0);
        let elsewhere =
            "pg_class WHERE relname = 'projects' AND relnamespace = 'public'::regnamespace";
        assert_eq!(session.count(elsewhere).await, 0);
        // The search path of the pool's connections is as before.
        let here = "pg_class WHERE relname = 'projects' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())";
        let none = crate::sql::Values::new(Dialect::Postgres);
        let sql = format!("SELECT COUNT(*) AS n FROM {here}");
        let rows = pool.read(&crate::sql::Sql::from(sql), &none).await.unwrap();
        assert_eq!(rows[0].get::<i64>("n").unwrap(), 1);
        pool.close().await;
    });
}

//! What the store does all the time reads no more rows than it has to.

use super::{
    session::{Session, dialect, on_both},
    tables,
};
use crate::{
    plan::Statements,
    schema::objects::{lifecycles, making, objects},
    settings::Settings,
    sql::{Dialect, Sql},
    table::Table,
};

const ROWS: usize = 2_000;

/// 2,000 rows, of which most have ended: one in twenty is driven, one in twenty ready.
fn rows(table: &Table) -> String {
    let numbers = match table.dialect {
        Dialect::Sqlite => format!(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {ROWS})"
        ),
        Dialect::Postgres => format!("WITH n(n) AS (SELECT generate_series(1, {ROWS}))"),
    };
    let (id, owner) = match table.dialect {
        Dialect::Sqlite => (
            "printf('00000000-0000-7000-8000-%012d', n)",
            "'00000000-0000-7000-9000-000000000001'",
        ),
        Dialect::Postgres => (
            "('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid",
            "'00000000-0000-7000-9000-000000000001'::uuid",
        ),
    };
    let is_driven = "n % 20 = 1";
    let is_live = "n % 20 < 2";
    format!(
        "{numbers} INSERT INTO projects (id, status, version, owner, epoch, attempt, lease_until, deadline_at, created_at, \
         finished_at, outcome, workspace, error) \
         SELECT {id}, CASE WHEN {is_live} THEN 'running' ELSE 'failed' END, 1, CASE WHEN {is_driven} THEN {owner} END, 1, 1, \
         CASE WHEN {is_driven} THEN n * 1000 END, CASE WHEN {is_driven} THEN n * 1000 END, n, \
         CASE WHEN NOT ({is_live}) THEN n END, CASE WHEN NOT ({is_live}) THEN 'error' END, \
         CASE WHEN {is_live} THEN 'w' END, CASE WHEN NOT ({is_live}) THEN 'e' END FROM n"
    )
}

/// The statements of everyday.
fn everyday(table: &Table) -> Vec<(String, Sql)> {
    let plan = Statements::of(table, &Settings::new());
    let mut all = vec![
        ("claim_ready".to_owned(), plan.claim_ready),
        ("renew".to_owned(), plan.renew),
        ("requeue_lost".to_owned(), plan.requeue_lost),
        ("requeue_dead".to_owned(), plan.requeue_dead),
    ];
    for (of, statements) in [
        ("end_lost", plan.end_lost),
        ("end_dead", plan.end_dead),
        ("end_timed_out", plan.end_timed_out),
        ("end_overdue", plan.end_overdue),
    ] {
        for (place, sql) in statements.into_iter().enumerate() {
            let name = table.states[place].name;
            all.extend(sql.map(|sql| (format!("{of} ({name})"), sql)));
        }
    }
    all
}

async fn filled(session: &mut Session, table: &Table) {
    session.prepare().await;
    session.run(&lifecycles(table.dialect)).await;
    // A row that has gone its way is inserted as it is before the guards are there.
    let (guards, tables): (Vec<_>, Vec<_>) = objects(table, None)
        .into_iter()
        .partition(|object| object.create.contains("TRIGGER"));
    session.run(&making(&tables)).await;
    session.run(&rows(table)).await;
    session.run(&making(&guards)).await;
    session.run("ANALYZE").await;
}

#[test]
fn what_the_store_does_all_the_time_goes_by_an_index() {
    on_both(async |database| {
        let table = tables::projects(dialect(database));
        let mut session = Session::to(database).await;
        filled(&mut session, &table).await;
        let mut scans = Vec::new();
        for (what, sql) in everyday(&table) {
            let plan = match table.dialect {
                Dialect::Sqlite => sqlite_plan(&mut session, &sql).await,
                Dialect::Postgres => postgres_plan(&mut session, &sql).await,
            };
            let index = match what.split(' ').next() {
                Some("claim_ready") => "projects_ready",
                // Not by the owner, of whom there are dead rows as well.
                Some("renew") if table.dialect == Dialect::Postgres => "projects_identity",
                Some("renew" | "requeue_dead" | "end_dead") => "projects_owners",
                Some("requeue_lost" | "end_lost") => "projects_leases",
                _ => "projects_deadlines",
            };
            let is_indexed = match table.dialect {
                // The partial index of what is ready is read in its order until there are enough.
                Dialect::Sqlite if index == "projects_ready" => plan.contains(index),
                Dialect::Sqlite => plan.contains(index) && !plan.contains("SCAN projects"),
                // Where a status has few rows it may go by the status: it has statistics.
                Dialect::Postgres => {
                    !plan.contains("Seq Scan on projects")
                        && !plan.contains("BitmapAnd")
                        && (plan.contains(index) || plan.contains("projects_by_status"))
                }
            };
            if !is_indexed {
                scans.push(format!("{what}:\n{plan}\n{sql}"));
            }
        }
        assert!(scans.is_empty(), "{}", scans.join("\n\n"));
    });
}

#[test]
fn the_indexes_serve_every_table_also_one_that_only_rests() {
    on_both(async |database| {
        let dialect = dialect(database);
        let mut session = Session::to(database).await;
        session.prepare().await;
        session.run(&lifecycles(dialect)).await;
        let mut tables = tables::all(dialect).to_vec();
        let mut resting = tables[2].clone();
        resting.name = "resting";
        for state in &mut resting.states {
            state.resting = !state.terminal;
        }
        tables.push(resting);
        for table in tables {
            session.run(&making(&objects(&table, None))).await;
            // SQLite refuses a statement whose index cannot serve it.
            for (what, sql) in everyday(&table) {
                let plan = match dialect {
                    Dialect::Sqlite => sqlite_plan(&mut session, &sql).await,
                    Dialect::Postgres => postgres_plan(&mut session, &sql).await,
                };
                assert!(!plan.is_empty(), "{}: {what}", table.name);
            }
        }
    });
}

async fn sqlite_plan(session: &mut Session, sql: &str) -> String {
    let rows = session.fetch(&format!("EXPLAIN QUERY PLAN {sql}")).await;
    let lines = rows.iter().map(|row| row.get::<String>("detail").unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// A plan for whatever the values are, as a prepared statement has it in the end.
async fn postgres_plan(session: &mut Session, sql: &str) -> String {
    // So few rows fit into a few pages, which are read fastest from end to end: the question is whether there is another way.
    session
        .run(&format!(
            "SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan; PREPARE tried AS {sql}"
        ))
        .await;
    let values = (1..10).take_while(|nth| sql.contains(&format!("${nth}")));
    let values: Vec<&str> = values.map(|_| "NULL").collect();
    let rows = session
        .fetch(&format!("EXPLAIN EXECUTE tried ({})", values.join(", ")))
        .await;
    session.run("DEALLOCATE tried").await;
    let lines = rows
        .iter()
        .map(|row| row.get::<String>("QUERY PLAN").unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

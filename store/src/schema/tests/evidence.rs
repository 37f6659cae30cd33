//! Evidence of types that Postgres cannot compare, or compares by something else than their value.

use endstate_cluster::Database;

use super::{
    check::on_one,
    session::{Session, pool},
    tables,
};
use crate::{
    schema::{check, migrate},
    sql::Dialect,
    table::Table,
};

/// The projects, whose workspace is of another type.
fn projects(of: &str) -> Table {
    let mut table = tables::projects(Dialect::Postgres);
    let workspace = table
        .columns
        .iter_mut()
        .find(|column| column.name == "workspace");
    of.clone_into(&mut workspace.unwrap().sql_type);
    table
}

#[test]
fn it_is_there_changes_by_a_transition_and_never_else() {
    let Some(database) = Database::postgres() else {
        return;
    };
    on_one(async || {
        let (pool, mut session) = (pool(&database), Session::to(&database).await);
        session.prepare().await;
        session.run("CREATE TYPE pair AS (a json, b point)").await;
        for (of, first, second) in [
            ("json", r#"{"a": 1}"#, r#"{"a": 2}"#),
            ("xml", "<a/>", "<b/>"),
            ("point", "(1,2)", "(2,1)"),
            // Both have the same area, which is what its equality says.
            ("box", "(1,1),(0,0)", "(2,2),(1,1)"),
            ("circle", "<(0,0),1>", "<(1,1),1>"),
            // Both have as many points.
            ("path", "[(0,0),(1,1)]", "[(0,0),(2,2)]"),
            ("polygon", "((0,0),(1,1),(1,0))", "((0,0),(2,2),(2,0))"),
            ("numeric", "1.0", "1.00"),
            ("text", "a", "b"),
            ("json[]", r#"{"1"}"#, r#"{"2"}"#),
            ("pair", r#"("{}","(1,2)")"#, r#"("[]","(1,2)")"#),
        ] {
            let table = projects(of);
            session
                .run("DROP TABLE IF EXISTS projects, projects_history")
                .await;
            migrate(&pool, &table).await.unwrap();
            let report = check(&pool, &table).await.unwrap();
            assert!(report.is_empty(), "{report}");
            let id = "'00000000-0000-7000-8000-000000000001'";
            let moved = |set: &str| {
                format!("UPDATE projects SET version = version + 1, {set} WHERE id = {id}")
            };
            session
                .run(&format!(
                    "INSERT INTO projects (id, status, created_at, repo) VALUES ({id}, 'drafted', 1, 'r'); \
                     {}; {}; UPDATE projects SET lease_until = 8; {}; {}",
                    moved(&format!(
                        "status = 'running', repo = NULL, workspace = '{first}'"
                    )),
                    moved(&format!(
                        "owner = {id}, epoch = 1, attempt = 1, lease_until = 7, deadline_at = 9, workspace = '{first}'"
                    )),
                    moved("attempt = 0, max_attempts = 2"),
                    moved(&format!(
                        "status = 'parked', owner = NULL, lease_until = NULL, deadline_at = NULL, workspace = '{second}'"
                    )),
                ))
                .await;
            let in_place = moved(&format!("workspace = '{first}'"));
            let problem = session.execute(&in_place).await.unwrap_err().to_string();
            let expected = "endstate: projects: the evidence of a state changes only";
            assert!(problem.contains(expected), "{of}: {problem}");
            let told = session.count("projects_history").await;
            assert_eq!(told, 4, "{of}");
        }
        pool.close().await;
    });
}

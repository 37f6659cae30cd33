//! What a session is told that tries what it must not.

use super::{
    place::{entering, filled, id},
    session::{Session, dialect, on_both},
    tables,
};
use crate::sql::Dialect;

#[test]
fn an_illegal_transition_is_told_with_the_state_it_was_tried_from() {
    on_both(async |database| {
        let [jobs, projects, orders] = tables::all(dialect(database));
        for (table, from, to, sqlite, postgres) in [
            (
                &jobs,
                "queued",
                "done",
                "jobs: no such transition from queued; it leads to running, failed, withdrawn, expired, crashed",
                "jobs: no such transition (from queued to done)",
            ),
            (
                &projects,
                "running",
                "drafted",
                "projects: no such transition from running; it leads to asking, parked, done, failed",
                "projects: no such transition (from running to drafted)",
            ),
            (
                &orders,
                "sent",
                "user's",
                "order: no such transition from sent; it leads to a \"quoted\" end, lost",
                "order: no such transition (from sent to user's)",
            ),
            (
                &jobs,
                "done",
                "running",
                "jobs: a row in a terminal state does not change",
                "jobs: a row in a terminal state does not change (from done to running)",
            ),
        ] {
            let mut session = Session::to_empty(database, &format!("{} {from}", table.name)).await;
            session.prepare().await;
            filled(&mut session, table, None).await;
            let (from, to) = (table.place(from).unwrap(), table.place(to).unwrap());
            let sql = entering(table, to).update(table, &id(from, false));
            let problem = session.execute(&sql).await.unwrap_err();
            let expected = match table.dialect {
                Dialect::Sqlite => sqlite,
                Dialect::Postgres => postgres,
            };
            let told = problem.as_database_error().unwrap().message();
            assert_eq!(told, format!("endstate: {expected}"));
        }
    });
}

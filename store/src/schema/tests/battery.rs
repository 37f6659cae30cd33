//! Every case, on every table, by a session that knows nothing of the store.

use super::{
    cases::{Case, cases},
    place::{filled, told},
    session::{Session, dialect, on_both},
    tables,
};
use crate::table::Table;

/// What became of a case: the rows that it touched, or what the database said. Nothing of it stays. In a transaction.
pub(super) async fn outcome(session: &mut Session, case: &Case) -> sqlx::Result<u64> {
    session
        .run(&format!("SAVEPOINT tried; {}", case.first))
        .await;
    let outcome = session.execute(&case.sql).await;
    session
        .run("ROLLBACK TO SAVEPOINT tried; RELEASE SAVEPOINT tried")
        .await;
    outcome
}

/// Whether the database refused it because a rule says so, not because it is no statement at all.
fn is_refusal(problem: &sqlx::Error) -> bool {
    let Some(problem) = problem.as_database_error() else {
        return false;
    };
    let code = problem.code().unwrap_or_default();
    match code.parse::<u32>() {
        // SQLite's extended codes of `SQLITE_CONSTRAINT`.
        Ok(code) if code < 10_000 => code & 0xff == 19,
        _ => code.starts_with("23"),
    }
}

#[test]
fn what_the_types_refuse_the_database_refuses_and_what_they_allow_it_allows() {
    on_both(async |database| {
        let mut wrong = Vec::new();
        for table in tables::all(dialect(database)) {
            let mut session = Session::to_empty(database, &format!("b {}", table.name)).await;
            session.prepare().await;
            filled(&mut session, &table, None).await;
            session.run("BEGIN").await;
            let cases = cases(&table);
            println!("{}: {} cases", table.name, cases.len());
            for case in &cases {
                let outcome = outcome(&mut session, case).await;
                let is_right = match (&case.breaks, &outcome) {
                    (None, Ok(1)) => true,
                    (Some(_), Err(problem)) => is_refusal(problem),
                    _ => false,
                };
                if !is_right {
                    let Case {
                        what, sql, breaks, ..
                    } = case;
                    wrong.push(format!(
                        "{}: {what}, breaks {breaks:?}: {outcome:?}\n  {sql}",
                        table.name
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

#[test]
fn every_birth_and_every_transition_is_told_in_the_history() {
    on_both(async |database| {
        for table in tables::all(dialect(database)) {
            let mut session = Session::to_empty(database, &format!("h {}", table.name)).await;
            session.prepare().await;
            filled(&mut session, &table, None).await;
            assert_eq!(in_history(&mut session, &table).await, told(&table));
        }
    });
}

/// The number of births and of transitions that the history tells of.
pub(super) async fn in_history(session: &mut Session, table: &Table) -> (usize, usize) {
    let history = table.dialect.name(&format!("{}_history", table.name));
    let births = session
        .count(&format!("{history} WHERE from_status IS NULL"))
        .await;
    let steps = session
        .count(&format!("{history} WHERE from_status IS NOT NULL"))
        .await;
    (
        usize::try_from(births).unwrap(),
        usize::try_from(steps).unwrap(),
    )
}

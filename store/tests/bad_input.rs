//! A row that cannot be read is an error that names row and column; it is left as it is, counted, and hides no other.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::{num::NonZeroUsize, time::Duration};

use endstate_cluster::{Database, Engine};
use endstate_store::{Driven, Error, Id, Listing, Store};
use support::{on_each, open, project::*, projects, quick, sql};

const SOON: Duration = Duration::from_secs(20);
const GOOD: &str = "018f0000-0000-7000-8000-000000000002";
const BAD: &str = "018f0000-0000-7000-8000-000000000001";

fn id(text: &str) -> Id<ProjectState> {
    text.parse().unwrap()
}

/// A table as somebody made it by hand, without anything that guards it, and with these evidence columns.
async fn loose(database: &Database, evidence: &str) -> Store {
    let (uuid, number) = match database.engine() {
        Engine::Sqlite => ("TEXT", "INTEGER"),
        Engine::Postgres => ("UUID", "BIGINT"),
    };
    sql(
        database,
        &format!(
            "CREATE TABLE projects (id {uuid} PRIMARY KEY, status TEXT, version {number}, owner {uuid}, epoch {number}, \
             attempt {number}, max_attempts {number}, lease_until {number}, deadline_at {number}, \
             cancel_requested_at {number}, created_at {number}, finished_at {number}, outcome TEXT, {evidence}); \
             CREATE TABLE endstate_lifecycles (table_name TEXT PRIMARY KEY, lifecycle TEXT, version {number}, migrated_at {number}); \
             CREATE INDEX projects_ready ON projects (id); CREATE INDEX projects_leases ON projects (lease_until); \
             CREATE INDEX projects_deadlines ON projects (deadline_at); CREATE INDEX projects_owners ON projects (owner); \
             INSERT INTO endstate_lifecycles VALUES ('projects', 'Project', 1, 0)"
        ),
    )
    .await;
    open(database, quick()).await
}

const EVIDENCE: &str = "repo TEXT, workspace TEXT, follow_up TEXT, result TEXT, error TEXT";

/// A row in this status, with these columns set.
async fn row(database: &Database, id: &str, status: &str, columns: &str, values: &str) {
    sql(
        database,
        &format!(
            "INSERT INTO projects (id, status, version, epoch, attempt, max_attempts, created_at{columns}) \
             VALUES ('{id}', '{status}', 1, 0, 0, 1, 0{values})"
        ),
    )
    .await;
}

async fn as_it_was(database: &Database, id: &str) {
    let untouched = format!(
        "UPDATE projects SET version = 1 WHERE id = '{id}' AND version = 1 AND epoch = 0 AND owner IS NULL"
    );
    assert_eq!(sql(database, &untouched).await, 1, "the row was touched");
}

async fn complete(
    any: AnyProject,
) -> Result<endstate_store::Exit<ProjectState>, endstate::BoxError> {
    let AnyProject::Initialized(project) = any else {
        return Err(format!("{any:?}").into());
    };
    Ok(project.start().await?.complete("done").await?.exit())
}

async fn never(any: AnyProject) -> Result<endstate_store::Exit<ProjectState>, endstate::BoxError> {
    panic!("the body ran: {any:?}")
}

#[test]
fn an_unknown_status_and_one_renamed_in_code() {
    on_each(async |database| {
        let store = loose(&database, EVIDENCE).await;
        row(&database, BAD, "begun", ", repo", ", 'x'").await;
        let error = store.drive(id(BAD), never).await.unwrap_err();
        let text = error.to_string();
        assert!(matches!(error, Error::UnknownStatus { status, .. } if status == "begun"));
        assert!(
            text.contains(BAD) && text.contains("column `status`") && text.contains("`begun`"),
            "{text}"
        );
        as_it_was(&database, BAD).await;
        let counts = store.counts::<ProjectState>().await.unwrap();
        assert_eq!((counts.unknown, counts.total()), (1, 1));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_missing_column() {
    on_each(async |database| {
        let store = loose(
            &database,
            "workspace TEXT, follow_up TEXT, result TEXT, error TEXT",
        )
        .await;
        row(&database, BAD, "initialized", "", "").await;
        let error = store.drive(id(BAD), never).await.unwrap_err();
        let text = error.to_string();
        assert!(
            matches!(error, Error::Malformed { column: "repo", .. }),
            "{text}"
        );
        assert!(text.contains(BAD) && text.contains("`repo`"), "{text}");
        as_it_was(&database, BAD).await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_wrong_type() {
    on_each(async |database| {
        let evidence = "repo BIGINT, workspace TEXT, follow_up TEXT, result TEXT, error TEXT";
        let store = loose(&database, evidence).await;
        row(&database, BAD, "initialized", ", repo", ", 7").await;
        let error = store.drive(id(BAD), never).await.unwrap_err();
        assert!(
            matches!(error, Error::Malformed { column: "repo", .. }),
            "{error}"
        );
        as_it_was(&database, BAD).await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn evidence_that_is_not_there() {
    on_each(async |database| {
        let store = loose(&database, EVIDENCE).await;
        row(&database, BAD, "initialized", "", "").await;
        let error = store.drive(id(BAD), never).await.unwrap_err();
        assert!(
            matches!(error, Error::Malformed { column: "repo", .. }),
            "{error}"
        );
        as_it_was(&database, BAD).await;
        store.shutdown(SOON).await;
    });
}

#[test]
fn it_hides_no_other_row_from_workers_and_lists() {
    on_each(async |database| {
        let store = loose(&database, EVIDENCE).await;
        // The oldest, so that it would be claimed first.
        row(&database, BAD, "initialized", "", "").await;
        row(&database, GOOD, "initialized", ", repo", ", 'x'").await;
        let workers = store.workers(NonZeroUsize::MIN).until_idle();
        assert_eq!(
            workers.run::<ProjectState, _, _>(complete).await.unwrap(),
            1
        );
        as_it_was(&database, BAD).await;
        assert_eq!(store.get(id(GOOD)).await.unwrap().status, "completed");
        let rows = store.list::<ProjectState>(Listing::new()).await.unwrap();
        assert!(
            matches!(rows[..], [Err(Error::Malformed { .. }), Ok(_)]),
            "{rows:?}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_version_newer_than_the_process() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let project = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        sql(&database, "UPDATE endstate_lifecycles SET version = 2").await;
        // One that is at work already, and one that begins.
        let begins = open(&database, quick()).await;
        for store in [&store, &begins] {
            let error = store.drive(project, never).await.unwrap_err();
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
        }
        for store in [&store, &begins] {
            let error = store
                .create(Initialized { repo: "y".into() })
                .await
                .unwrap_err();
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
        }
        let rows = store.list::<ProjectState>(Listing::new()).await.unwrap();
        assert_eq!(rows.len(), 1, "{rows:?}");
        let error = begins.migrate::<ProjectState>().await.unwrap_err();
        assert!(matches!(error, Error::Newer { .. }), "{error}");
        as_it_was(&database, &project.to_string()).await;
        store.shutdown(SOON).await;
        begins.shutdown(SOON).await;
    });
}

#[test]
fn a_table_that_was_never_migrated() {
    on_each(async |database| {
        let store = open(&database, quick()).await;
        let error = store
            .create::<ProjectState, _>(Initialized { repo: "x".into() })
            .await
            .unwrap_err();
        let text = error.to_string();
        assert!(
            matches!(error, Error::NotMigrated { .. })
                && text.contains("store.migrate::<Project>()"),
            "{text}"
        );
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_database_in_memory_and_a_lease_too_short() {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(async {
            let error = Store::open("sqlite::memory:").await.unwrap_err();
            assert!(error.to_string().contains("in memory"), "{error}");
            let error = quick()
                .renew_every(SOON)
                .open("sqlite://never.db")
                .await
                .unwrap_err();
            assert!(error.to_string().contains("three renewals"), "{error}");
        });
}

#[test]
fn a_url_of_the_other_database() {
    on_each(async |_| {
        let error = Store::open("postgres://me:secret@host/app").await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("use `Store::connect`"), "{error}");
        assert!(!error.contains("secret"), "{error}");
        let error = Store::connect("sqlite://app.db").await.unwrap_err();
        assert!(error.to_string().contains("use `Store::open`"), "{error}");
    });
}

#[test]
fn a_missing_row() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let error = store.drive(id(BAD), never).await.unwrap_err();
        assert!(matches!(error, Error::NotFound { .. }) && error.to_string().contains(BAD));
        assert!(matches!(
            store.cancel(id(BAD)).await,
            Err(Error::NotFound { .. })
        ));
        store.shutdown(SOON).await;
    });
}

#[test]
fn a_connection_of_the_other_database() {
    on_each(async |database| {
        let store = projects(&database, quick()).await;
        let project = store
            .create(Initialized { repo: "x".into() })
            .await
            .unwrap();
        let engine = database.engine();
        let driven = store
            .drive(project, async |any| {
                let AnyProject::Initialized(project) = any else {
                    unreachable!()
                };
                let _ = project
                    .start_with(async |tx| {
                        let wrong = match engine {
                            Engine::Sqlite => tx.postgres().map(drop),
                            Engine::Postgres => tx.sqlite().map(drop),
                        };
                        assert!(matches!(wrong, Err(Error::OtherDatabase { .. })));
                        wrong.map_err(Into::into)
                    })
                    .await?;
                Err("written to another database".into())
            })
            .await
            .unwrap();
        assert!(matches!(driven, Driven::Ended(ProjectEnd::Failed(_))));
        store.shutdown(SOON).await;
    });
}

//! A state is added to a lifecycle. The database is its argument, or a file of SQLite.

use std::{env, time::Duration};

use endstate::BoxError;
use endstate_store::{Error, Id, Report, Store};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

// ANCHOR: enums
mod before {
    use endstate::Lifecycle;
    use endstate_store::Durable;

    #[derive(Lifecycle, Durable)]
    #[lifecycle(fixpoint = Failed)]
    #[durable(table = "jobs")]
    pub(crate) enum JobState {
        #[lifecycle(initial, to(Done))]
        Queued { url: String },
        #[lifecycle(terminal)]
        Done { bytes: i64 },
        #[lifecycle(terminal)]
        Failed,
    }
}

mod after {
    use endstate::Lifecycle;
    use endstate_store::Durable;

    #[derive(Lifecycle, Durable)]
    #[lifecycle(fixpoint = Failed)]
    #[durable(table = "jobs", version = 2)]
    pub(crate) enum JobState {
        #[lifecycle(initial, to(Done, Paused))]
        Queued { url: String },
        #[lifecycle(to(Done))]
        #[durable(resting, unbounded = "whoever paused it goes on")]
        Paused { url: String },
        #[lifecycle(terminal)]
        Done { bytes: i64 },
        #[lifecycle(terminal)]
        Failed,
    }
}
// ANCHOR_END: enums

/// The report up to where it becomes long: the new body of the table on SQLite, that of the function on Postgres.
fn print(report: &Report) {
    let report = report.to_string();
    let end = ["this mends it:\nPRAGMA", "\nBEGIN\n"]
        .iter()
        .find_map(|long| report.find(long));
    println!("{}\n..", report[..end.unwrap_or(report.len())].trim_end());
}

async fn open(url: &str) -> Result<Store, Error> {
    if url.starts_with("postgres") {
        return Store::connect(url).await;
    }
    Store::open(url).await
}

async fn run(url: &str, sql: String) -> sqlx::Result<()> {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql));
    if url.starts_with("postgres") {
        let mut connection = PgConnection::connect(url).await?;
        sql.execute(&mut connection).await?;
    } else {
        let mut connection = SqliteConnection::connect(url).await?;
        sql.execute(&mut connection).await?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let folder = tempfile::tempdir()?;
    let file = format!("sqlite://{}/app.db?mode=rwc", folder.path().display());
    change(&env::args().nth(1).unwrap_or(file)).await
}

// ANCHOR: change
async fn change(url: &str) -> Result<(), BoxError> {
    let store = open(url).await?;
    store.migrate::<before::JobState>().await?;
    let job = before::Queued {
        url: "https://example.org".into(),
    };
    let id = store.create(job).await?;

    // The next version does not start on the table of the one before.
    let refused = store.migrate::<after::JobState>().await;
    assert!(matches!(refused, Err(Error::Drifted { .. })));

    // Step one. The program goes on as it is: the table allows more than it asks for.
    let report = store.check::<after::JobState>().await?;
    print(&report);
    run(url, report.sql()).await?;
    assert!(store.check::<after::JobState>().await?.is_empty());

    // Step two: the next version is deployed. The rows are still there.
    store.migrate::<after::JobState>().await?;
    let same: Id<after::JobState> = Id::from_uuid(id.uuid());
    assert_eq!(store.get(same).await?.status, "queued");

    // From now on a process of the version before takes no row any more, and makes none.
    let old = store
        .drive(id, async |_: before::AnyJob| Err("unreachable".into()))
        .await;
    assert!(matches!(
        old,
        Err(Error::Newer {
            found: 2,
            known: 1,
            ..
        })
    ));
    let job = before::Queued {
        url: "https://example.org".into(),
    };
    assert!(matches!(store.create(job).await, Err(Error::Newer { .. })));
    store.shutdown(Duration::ZERO).await;
    Ok(())
}
// ANCHOR_END: change

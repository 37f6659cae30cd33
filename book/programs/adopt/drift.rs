//! Adopting, steps 5 and 6: writers that were forgotten, and a table that differs.

use std::time::Duration;

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Store};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

/// What becomes of a project. The table `projects` keeps everything else.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Run, fixpoint = Failed)]
#[durable(table = "runs", attempts = 3)]
enum RunState {
    #[lifecycle(initial, to(Running))]
    Initialized {
        #[durable(references = "projects(id)")]
        project: i64,
    },
    #[lifecycle(to(InputNeeded, Completed))]
    Running { project: i64 },
    #[lifecycle(to(Running, Expired))]
    #[durable(resting, deadline = "24h" -> Expired)]
    InputNeeded { project: i64, question: String },
    #[lifecycle(terminal)]
    Completed { project: i64 },
    #[lifecycle(terminal)]
    Expired,
    #[lifecycle(terminal)]
    Failed { error: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let error = abandoned.to_string();
        Failed { error }
    }
}

// ANCHOR: forgotten
/// In a script that nobody remembered.
async fn forgotten(db: &mut SqliteConnection) -> sqlx::Result<()> {
    let update = sqlx::query("UPDATE runs SET status = 'completed', version = version + 1");
    update.execute(db).await?;
    Ok(())
}
// ANCHOR_END: forgotten

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}/app.db", folder.path().display());
    let mut db = SqliteConnection::connect(&format!("{url}?mode=rwc")).await?;
    let projects = "CREATE TABLE projects (id INTEGER PRIMARY KEY, repo TEXT NOT NULL);
                    INSERT INTO projects VALUES (2, 'parser')";
    sqlx::raw_sql(projects).execute(&mut db).await?;
    let store = Store::open(&url).await?;
    store.migrate::<RunState>().await?;
    let id = store.create(Initialized { project: 2 }).await?;

    if let Err(error) = forgotten(&mut db).await {
        println!("{error}");
    }
    println!("project 2 is {}\n", store.get(id).await?.status);

    // Somebody was in a hurry.
    sqlx::raw_sql("DROP TRIGGER runs_edge")
        .execute(&mut db)
        .await?;
    let report = store.check::<RunState>().await?;
    for difference in report.differences() {
        println!("{}: {}", difference.object, difference.problem);
    }

    sqlx::raw_sql(AssertSqlSafe(report.sql()))
        .execute(&mut db)
        .await?;
    println!("{}", store.check::<RunState>().await?);
    store.shutdown(Duration::ZERO).await;
    Ok(())
}
// ANCHOR_END: main

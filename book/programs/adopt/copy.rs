//! Adopting, steps 2 to 4: the lifecycle, its table, and the rows that are not over.

use std::{num::NonZeroUsize, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Exit, Id, Store};
use sqlx::{Connection as _, SqliteConnection};

/// The table as it has grown.
const PROJECTS: &str = "
    CREATE TABLE projects (id INTEGER PRIMARY KEY, repo TEXT NOT NULL, status TEXT NOT NULL);
    INSERT INTO projects VALUES (1, 'endstate', 'COMPLETED'), (2, 'parser', 'RUNNING'),
        (3, 'website', 'RUNNING'), (4, 'editor', 'INITIALIZED'), (5, 'shop', 'INPUT_NEEDED'),
        (6, 'mailer', 'FAILED')";

// ANCHOR: enum
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
// ANCHOR_END: enum

// ANCHOR: work
/// What the background task did, as a worker's body.
async fn work(run: AnyRun) -> Result<Exit<RunState>, BoxError> {
    let run = match run {
        AnyRun::Initialized(run) => {
            let project = run.state.project;
            run.to(Running { project }).await?
        }
        AnyRun::Running(run) => run, // whoever had it before has died
        other => return Err(format!("nothing to do in {other:?}").into()),
    };
    let project = run.state.project;
    if project == 5 {
        let question = "which branch?".into();
        return Ok(run.to(InputNeeded { project, question }).await?.rest());
    }
    Ok(run.to(Completed { project }).await?.exit())
}
// ANCHOR_END: work

// ANCHOR: copy
/// Whatever is not over begins anew. Run twice, it makes nothing twice: an old id gives a new one.
async fn copy(db: &mut SqliteConnection, store: &Store) -> Result<usize, BoxError> {
    let not_over = "SELECT id FROM projects WHERE status NOT IN ('COMPLETED', 'FAILED', 'MOVED')";
    let projects: Vec<i64> = sqlx::query_scalar(not_over).fetch_all(&mut *db).await?;
    for &project in &projects {
        let id: Id<RunState> = format!("00000000-0000-7000-8000-{project:012x}").parse()?;
        store.create_as(id, Initialized { project }).await?;
        let moved = sqlx::query("UPDATE projects SET status = 'MOVED' WHERE id = $1");
        moved.bind(project).execute(&mut *db).await?;
    }
    Ok(projects.len())
}
// ANCHOR_END: copy

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}/app.db", folder.path().display());
    let mut db = SqliteConnection::connect(&format!("{url}?mode=rwc")).await?;
    sqlx::raw_sql(PROJECTS).execute(&mut db).await?;

    let store = Store::open(&url).await?;
    store.migrate::<RunState>().await?;
    println!("copied {}", copy(&mut db, &store).await?);

    let two = const { NonZeroUsize::new(2).unwrap() };
    store.workers(two).until_idle().run(work).await?;
    for (status, rows) in &store.counts::<RunState>().await?.by_status {
        println!("{status:<12} {rows}");
    }
    store.shutdown(Duration::ZERO).await;
    Ok(())
}
// ANCHOR_END: main

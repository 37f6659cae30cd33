//! The same task as a lifecycle, in a nursery.
#![allow(
    clippy::unwrap_used,
    reason = "a poisoned lock is no concern of this page"
)]

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use endstate::{Abandoned, BoxError, End, Lifecycle, scope::Running as Run, task};

/// The table.
#[derive(Clone, Default)]
struct Rows(Arc<Mutex<BTreeMap<u32, String>>>);

impl Rows {
    fn set(&self, id: u32, status: impl Into<String>) {
        self.0.lock().unwrap().insert(id, status.into());
    }

    fn print(&self) {
        for (id, status) in &*self.0.lock().unwrap() {
            println!("  project {id}: {status}");
        }
    }
}

async fn prepare_workspace(repo: &str) -> io::Result<()> {
    tokio::time::sleep(Duration::from_secs(3)).await;
    match repo {
        "gone" => Err(io::Error::other("the disk is full")),
        _ => Ok(()),
    }
}

// ANCHOR: lifecycle
/// A project that is built in the background.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed, rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ProjectState {
    /// Wanted, and not begun.
    #[lifecycle(initial, to(Running))]
    Initialized,
    /// Has a workspace.
    #[lifecycle(to(Completed))]
    Running,
    /// Built.
    #[lifecycle(terminal)]
    Completed,
    /// Nobody brings it any further.
    #[lifecycle(terminal)]
    Failed {
        /// What happened.
        error: String,
    },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let error = abandoned.to_string();
        Failed { error }
    }
}
// ANCHOR_END: lifecycle

// ANCHOR: task
impl Project<Initialized> {
    async fn prepare(self, repo: &str) -> io::Result<Project<Running>> {
        prepare_workspace(repo).await?;
        Ok(self.to(Running))
    }
}

fn run(rows: Rows, id: u32, repo: &'static str) -> impl Run<Lifecycle = ProjectState> + Send {
    rows.set(id, "INITIALIZED");
    let written = rows.clone();
    Project::scope(Initialized)
        .on_exit(move |end: &ProjectEnd| written.set(id, end.status()))
        .run(async move |project| {
            let project = project.prepare(repo).await?;
            rows.set(id, "RUNNING");
            tokio::time::sleep(Duration::from_mins(1)).await;
            Ok(project.to(Completed).exit())
        })
}
// ANCHOR_END: task

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), BoxError> {
    let rows = Rows::default();
    task::nursery(async |nursery| {
        drop(nursery.spawn(run(rows.clone(), 1, "endstate"))?);
        let second = nursery.spawn(run(rows.clone(), 2, "gone"))?;
        if let ProjectEnd::Failed(Failed { error }) = second.await {
            println!("project 2 failed: {error}");
        }
        println!("at this moment:");
        rows.print();
        Ok(())
    })
    .await?;
    println!("when the nursery is left:");
    rows.print();
    Ok(())
}
// ANCHOR_END: main

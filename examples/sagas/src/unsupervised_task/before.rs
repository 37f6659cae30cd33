//! The plain version: a status column, and a task that is to move it.
//!
//! The same mistake with endstate does not compile: `ui-tests/tests/ui/store/workers-without-an-exit.rs`.

use std::{io, ops::Range};

use endstate::BoxError;
use sqlx::AnyPool;
use tokio::task::JoinHandle;

use super::faults::{Faults, Step};
use crate::database::pool;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS projects \
                     (number BIGINT PRIMARY KEY, status TEXT NOT NULL, error TEXT)";

#[derive(Clone)]
struct App {
    db: AnyPool,
    faults: Faults,
}

/// Launches the projects, and goes on until the end of the process.
pub(super) async fn serve(
    url: &str,
    projects: Range<i64>,
    faults: &Faults,
    until_the_end: impl Future<Output = io::Result<()>>,
) -> Result<(), BoxError> {
    let app = App {
        db: pool(url).await?,
        faults: faults.clone(),
    };
    sqlx::query(TABLE).execute(&app.db).await?;
    let mut tasks = Vec::new();
    for number in projects {
        let task = app.launch(number).await?;
        if !faults.is_doomed(number) {
            tasks.push(task);
        }
    }
    for task in tasks {
        // One that panicked is over as well.
        let _ = task.await;
    }
    Ok(until_the_end.await?)
}

impl App {
    /// The request returns as soon as the project is there. The rest happens in the background.
    #[expect(
        clippy::disallowed_methods,
        reason = "the mistake that this version is there to show"
    )]
    async fn launch(&self, number: i64) -> Result<JoinHandle<()>, sqlx::Error> {
        let insert = "INSERT INTO projects (number, status) VALUES ($1, 'initialized')";
        let insert = sqlx::query(insert).bind(number);
        insert.execute(&self.db).await?;
        let app = self.clone();
        Ok(tokio::spawn(async move {
            if let Err(error) = app.run(number).await {
                tracing::error!(number, %error, "the project failed");
            }
        }))
    }

    async fn run(&self, number: i64) -> Result<(), BoxError> {
        self.set_status(number, "preparing").await?;
        if let Err(error) = self.faults.strike(number, Step::Preparing).await {
            // The failure that everybody thought of.
            return Ok(self.fail(number, &error).await?);
        }
        self.set_status(number, "running").await?;
        self.faults.strike(number, Step::Working).await?;
        self.set_status(number, "completed").await?;
        Ok(())
    }

    async fn set_status(&self, number: i64, status: &str) -> Result<(), sqlx::Error> {
        let update = "UPDATE projects SET status = $2 WHERE number = $1";
        let update = sqlx::query(update).bind(number).bind(status);
        update.execute(&self.db).await.map(drop)
    }

    async fn fail(&self, number: i64, error: &io::Error) -> Result<(), sqlx::Error> {
        let update = "UPDATE projects SET status = 'failed', error = $2 WHERE number = $1";
        let update = sqlx::query(update).bind(number).bind(error.to_string());
        update.execute(&self.db).await.map(drop)
    }
}

//! The plain version: a comment says what a status implies.
//!
//! The same mistake with endstate does not compile: `ui-tests/tests/ui/store/state-without-its-evidence.rs`.

use sqlx::AnyPool;

use super::Path;

const TABLE: &str = "CREATE TABLE projects (number BIGINT PRIMARY KEY, status TEXT NOT NULL)";

/// Takes each project down its path.
pub(super) async fn run(db: &AnyPool, paths: &[(i64, Path)]) -> Result<(), sqlx::Error> {
    sqlx::query(TABLE).execute(db).await?;
    for &(number, path) in paths {
        launch(db, number).await?;
        match path {
            Path::Asks | Path::CleanedUp => ask(db, number, "which branch?").await?,
            Path::Reviewed => pause_for_review(db, number).await?,
            Path::Script => {}
        }
    }
    Ok(())
}

async fn launch(db: &AnyPool, number: i64) -> Result<(), sqlx::Error> {
    let insert = "INSERT INTO projects (number, status) VALUES ($1, 'running')";
    sqlx::query(insert).bind(number).execute(db).await.map(drop)
}

/// Flow: 1. store the question, 2. set the status to `input_needed`, 3. wait for the answer. The page shows the question of every
/// project that needs input.
async fn ask(db: &AnyPool, number: i64, question: &str) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    let insert = "INSERT INTO follow_ups (id, project, question) VALUES ($1, $2, $3)";
    let insert = sqlx::query(insert).bind(format!("question-{number}"));
    insert.bind(number).bind(question).execute(&mut *tx).await?;
    let update = "UPDATE projects SET status = 'input_needed' WHERE number = $1";
    sqlx::query(update).bind(number).execute(&mut *tx).await?;
    tx.commit().await
}

/// A review is by hand, so the project needs input.
async fn pause_for_review(db: &AnyPool, number: i64) -> Result<(), sqlx::Error> {
    let update = "UPDATE projects SET status = 'input_needed' WHERE number = $1";
    sqlx::query(update).bind(number).execute(db).await.map(drop)
}

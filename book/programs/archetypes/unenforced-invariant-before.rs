//! A rule about two tables that stands in a comment.

use sqlx::{Connection as _, SqliteConnection};

// ANCHOR: rows
const TABLES: &str = "
    CREATE TABLE projects (id INTEGER PRIMARY KEY, status TEXT NOT NULL);
    -- Flow: save the question here, then set input_needed.
    CREATE TABLE follow_ups (project_id INTEGER NOT NULL, question TEXT NOT NULL);
    INSERT INTO projects VALUES (1, 'running'), (2, 'running');";

/// Written by the author of the comment.
async fn ask(db: &mut SqliteConnection, id: i64, question: &str) -> sqlx::Result<()> {
    let insert = sqlx::query("INSERT INTO follow_ups VALUES ($1, $2)");
    insert.bind(id).bind(question).execute(&mut *db).await?;
    let update = sqlx::query("UPDATE projects SET status = 'input_needed' WHERE id = $1");
    update.bind(id).execute(db).await?;
    Ok(())
}

/// Written a year later, by somebody who had not read it.
async fn pause(db: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    let update = sqlx::query("UPDATE projects SET status = 'input_needed' WHERE id = $1");
    update.bind(id).execute(db).await?;
    Ok(())
}
// ANCHOR_END: rows

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> sqlx::Result<()> {
    let mut db = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::raw_sql(TABLES).execute(&mut db).await?;
    ask(&mut db, 1, "which branch?").await?;
    pause(&mut db, 2).await?;

    // The page that shows a project to its user.
    for id in [1, 2] {
        let select = sqlx::query_scalar("SELECT question FROM follow_ups WHERE project_id = $1");
        let question: Option<String> = select.bind(id).fetch_optional(&mut db).await?;
        println!("project {id} is input_needed, and asks {question:?}");
    }
    Ok(())
}
// ANCHOR_END: main

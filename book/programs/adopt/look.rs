//! Adopting, step 1: what the status column says.

use sqlx::{Connection as _, SqliteConnection};

/// The table as it has grown.
const PROJECTS: &str = "
    CREATE TABLE projects (id INTEGER PRIMARY KEY, repo TEXT NOT NULL, status TEXT NOT NULL,
                           changed_at INTEGER NOT NULL);
    INSERT INTO projects VALUES
        (1, 'endstate', 'COMPLETED', unixepoch() - 90000),
        (2, 'parser', 'RUNNING', unixepoch() - 60),
        (3, 'website', 'RUNNING', unixepoch() - 7862400),
        (4, 'editor', 'INITIALIZED', unixepoch() - 950400),
        (5, 'shop', 'INPUT_NEEDED', unixepoch() - 432000),
        (6, 'mailer', 'FAILED', unixepoch() - 500000)";

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), endstate::BoxError> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}/app.db?mode=rwc", folder.path().display());
    let mut db = SqliteConnection::connect(&url).await?;
    sqlx::raw_sql(PROJECTS).execute(&mut db).await?;

    let select = "SELECT status, count(*), max(unixepoch() - changed_at) / 86400
                  FROM projects GROUP BY status ORDER BY status";
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(select).fetch_all(&mut db).await?;
    for (status, count, days) in rows {
        println!("{status:<12} {count} rows, the oldest of {days} days");
    }
    Ok(())
}
// ANCHOR_END: main

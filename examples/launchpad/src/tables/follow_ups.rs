//! The questions and their answers.

use endstate::BoxError;
use endstate_store::Tx;
use serde::Serialize;
use sqlx::FromRow;

use super::{Tables, on};
use crate::project::ProjectId;

pub(super) const TABLE: &str = "CREATE TABLE IF NOT EXISTS follow_ups \
     (id TEXT NOT NULL PRIMARY KEY, launch TEXT NOT NULL REFERENCES launches (id), question TEXT NOT NULL, answer TEXT); \
     CREATE INDEX IF NOT EXISTS follow_ups_launch ON follow_ups (launch)";

/// A question, and the answer once it is there.
#[derive(Debug, Clone, Serialize, FromRow)]
pub(crate) struct FollowUp {
    pub(crate) id: String,
    pub(crate) question: String,
    pub(crate) answer: Option<String>,
}

/// Writes a question, in the transaction of the state that it belongs to.
pub(crate) async fn ask(
    tx: &mut Tx,
    id: &str,
    launch: &str,
    question: &str,
) -> Result<(), BoxError> {
    let sql = "INSERT INTO follow_ups (id, launch, question) VALUES ($1, $2, $3)";
    if let Ok(connection) = tx.postgres() {
        let query = sqlx::query(sql).bind(id).bind(launch).bind(question);
        query.execute(connection).await?;
    } else {
        let query = sqlx::query(sql).bind(id).bind(launch).bind(question);
        query.execute(tx.sqlite()?).await?;
    }
    Ok(())
}

/// Writes the answer to the question that the project rests on. Gives whether it did: only the first answer counts, and only
/// while it is asked for.
pub(crate) async fn answer(
    tables: &Tables,
    project: ProjectId,
    id: &str,
    answer: &str,
) -> sqlx::Result<bool> {
    let sql = "UPDATE follow_ups SET answer = $3 WHERE id = $2 AND launch = $1 AND answer IS NULL AND EXISTS \
               (SELECT 1 FROM projects WHERE projects.follow_up = follow_ups.id AND projects.status = 'input_needed')";
    let rows = on!(tables, pool => {
        let query = sqlx::query(sql).bind(project.to_string()).bind(id).bind(answer);
        query.execute(pool).await?.rows_affected()
    });
    Ok(rows > 0)
}

/// Whether the question has an answer.
pub(crate) async fn is_answered(tables: &Tables, id: &str) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM follow_ups WHERE id = $1 AND answer IS NOT NULL";
    let (rows,): (i64,) = on!(tables, pool => sqlx::query_as(sql).bind(id).fetch_one(pool).await?);
    Ok(rows > 0)
}

/// All questions of a project, the oldest first: their ids sort by time.
pub(crate) async fn of(tables: &Tables, launch: &str) -> sqlx::Result<Vec<FollowUp>> {
    let sql = "SELECT id, question, answer FROM follow_ups WHERE launch = $1 ORDER BY id";
    on!(tables, pool => sqlx::query_as(sql).bind(launch).fetch_all(pool).await)
}

//! What was launched: written before its project, and never changed.

use sqlx::FromRow;

use super::{Tables, on};
use crate::project::ProjectId;

pub(super) const TABLE: &str = "CREATE TABLE IF NOT EXISTS launches \
     (id TEXT NOT NULL PRIMARY KEY, repository TEXT NOT NULL, task TEXT NOT NULL)";

/// What was launched.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Launch {
    /// The name of a repository in the allowed root.
    pub(crate) repository: String,
    /// The name of one of its tasks.
    pub(crate) task: String,
}

/// Writes it. A process that dies before it makes the project leaves a line that nobody reads.
pub(crate) async fn insert(tables: &Tables, id: ProjectId, launch: &Launch) -> sqlx::Result<()> {
    let sql = "INSERT INTO launches (id, repository, task) VALUES ($1, $2, $3)";
    on!(tables, pool => {
        let query = sqlx::query(sql).bind(id.to_string());
        query.bind(&launch.repository).bind(&launch.task).execute(pool).await.map(drop)
    })
}

pub(crate) async fn read(tables: &Tables, id: &str) -> sqlx::Result<Launch> {
    let sql = "SELECT repository, task FROM launches WHERE id = $1";
    on!(tables, pool => sqlx::query_as(sql).bind(id).fetch_one(pool).await)
}

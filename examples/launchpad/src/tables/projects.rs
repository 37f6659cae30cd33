//! What the service reads of the store's table: it is an ordinary table.

use serde::Serialize;
use sqlx::FromRow;
use uuid::Uuid;

use super::{Tables, on};
use crate::project::ProjectId;

/// How many projects the page shows.
const NEWEST: i64 = 50;

/// A project as the list shows it. Times are milliseconds since 1970 by the database's clock.
#[derive(Debug, Clone, PartialEq, Serialize, FromRow)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) repository: String,
    pub(crate) task: String,
    pub(crate) status: String,
    pub(crate) version: i64,
    pub(crate) attempt: i64,
    /// The process that drives it.
    pub(crate) driver: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) finished_at: Option<i64>,
    /// When a question expires.
    pub(crate) deadline_at: Option<i64>,
    pub(crate) outcome: Option<String>,
    pub(crate) result: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) follow_up: Option<String>,
    pub(crate) question: Option<String>,
    pub(crate) answer: Option<String>,
}

macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.repository, l.task, p.status, p.version, p.attempt, CAST(p.owner AS TEXT) AS driver, \
             p.created_at, p.finished_at, p.deadline_at, p.outcome, p.result, p.error, p.follow_up, f.question, f.answer \
             FROM projects p JOIN launches l ON l.id = CAST(p.id AS TEXT) LEFT JOIN follow_ups f ON f.id = p.follow_up ",
            $rest
        )
    };
}

/// The newest projects, the newest first.
pub(crate) async fn newest(tables: &Tables) -> sqlx::Result<Vec<Listed>> {
    let sql = listed!("ORDER BY p.id DESC LIMIT $1");
    on!(tables, pool => sqlx::query_as(sql).bind(NEWEST).fetch_all(pool).await)
}

/// One project.
pub(crate) async fn one(tables: &Tables, id: ProjectId) -> sqlx::Result<Option<Listed>> {
    let sql = listed!("WHERE l.id = $1");
    on!(tables, pool => sqlx::query_as(sql).bind(id.to_string()).fetch_optional(pool).await)
}

/// Projects that can go on and that nobody drives, the oldest first: those that are ready, and those whose question is answered.
pub(crate) async fn runnable(tables: &Tables, most: i64) -> sqlx::Result<Vec<ProjectId>> {
    let sql = "SELECT CAST(p.id AS TEXT) FROM projects p LEFT JOIN follow_ups f ON f.id = p.follow_up \
               WHERE p.finished_at IS NULL AND p.owner IS NULL AND p.attempt < p.max_attempts \
               AND (p.status <> 'input_needed' OR f.answer IS NOT NULL) ORDER BY p.id LIMIT $1";
    ids(on!(tables, pool => sqlx::query_as(sql).bind(most).fetch_all(pool).await?))
}

/// Projects that are not over.
pub(crate) async fn live(tables: &Tables) -> sqlx::Result<Vec<ProjectId>> {
    let sql = "SELECT CAST(id AS TEXT) FROM projects WHERE finished_at IS NULL";
    ids(on!(tables, pool => sqlx::query_as(sql).fetch_all(pool).await?))
}

fn ids(rows: Vec<(String,)>) -> sqlx::Result<Vec<ProjectId>> {
    let id = |(id,): (String,)| Uuid::try_parse(&id).map(ProjectId::from_uuid);
    let ids: Result<_, _> = rows.into_iter().map(id).collect();
    ids.map_err(|source| sqlx::Error::Decode(source.into()))
}

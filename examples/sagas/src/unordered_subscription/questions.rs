//! The questions and their answers, as both versions store them.

use endstate::BoxError;
use sqlx::AnyPool;

use super::clock::stopped_during;
use crate::database::pool;

const TABLE: &str = "CREATE TABLE follow_ups \
                     (project BIGINT PRIMARY KEY, question TEXT NOT NULL, answer TEXT)";

/// The table of questions.
#[derive(Debug, Clone)]
pub(super) struct Questions {
    db: AnyPool,
}

impl Questions {
    pub(super) async fn open(url: &str) -> Result<Self, BoxError> {
        let db = pool(url).await?;
        sqlx::query(TABLE).execute(&db).await?;
        Ok(Self { db })
    }

    pub(super) async fn close(&self) {
        self.db.close().await;
    }

    pub(super) async fn ask(&self, project: i64, question: &str) -> Result<(), BoxError> {
        let insert = "INSERT INTO follow_ups (project, question) VALUES ($1, $2)";
        let insert = sqlx::query(insert).bind(project).bind(question);
        stopped_during(insert.execute(&self.db)).await?;
        Ok(())
    }

    pub(super) async fn answer(&self, project: i64, answer: &str) -> Result<(), BoxError> {
        let update = "UPDATE follow_ups SET answer = $2 WHERE project = $1";
        let update = sqlx::query(update).bind(project).bind(answer);
        stopped_during(update.execute(&self.db)).await?;
        Ok(())
    }

    pub(super) async fn answer_of(&self, project: i64) -> Result<Option<String>, BoxError> {
        let select = "SELECT answer FROM follow_ups WHERE project = $1";
        let select = sqlx::query_scalar(select).bind(project);
        Ok(stopped_during(select.fetch_one(&self.db)).await?)
    }
}

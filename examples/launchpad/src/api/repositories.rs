//! What can be launched.

use axum::{Json, extract::State};

use super::{Api, problem::Problem};
use crate::repositories::Repository;

/// The repositories with their tasks.
pub(super) async fn list(State(api): State<Api>) -> Result<Json<Vec<Repository>>, Problem> {
    Ok(Json(api.runs.repositories.list().await?))
}

//! Errors as problem details, RFC 9457.

use axum::{
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use endstate_store::Error as StoreError;
use serde::Serialize;

use crate::repositories::Error as RepositoryError;

/// An error as its client sees it.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    /// No problem here says more than its status does, so all are of the type that says so.
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
        }
    }

    /// Something of the service's own. What it was is for the log: it may name files and hosts.
    fn internal(status: StatusCode, error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "a request failed");
        let detail = match status {
            StatusCode::SERVICE_UNAVAILABLE => "the database does not answer: try again later",
            _ => "the service failed: its log says why",
        };
        Self::new(status, detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = [(CONTENT_TYPE, "application/problem+json")];
        // Four fields of plain text always serialise.
        let body = serde_json::to_string(&self).unwrap_or_default();
        (status, kind, body).into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound { id, .. } => {
                Self::new(StatusCode::NOT_FOUND, format!("there is no project {id}"))
            }
            StoreError::Closed | StoreError::NoAnswer { .. } | StoreError::Database { .. } => {
                Self::internal(StatusCode::SERVICE_UNAVAILABLE, &error)
            }
            error => Self::internal(StatusCode::INTERNAL_SERVER_ERROR, &error),
        }
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Self::internal(StatusCode::SERVICE_UNAVAILABLE, &error)
    }
}

impl From<RepositoryError> for Problem {
    fn from(error: RepositoryError) -> Self {
        match error {
            RepositoryError::Root(_) | RepositoryError::Git { .. } => {
                Self::internal(StatusCode::INTERNAL_SERVER_ERROR, &error)
            }
            error => Self::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
        }
    }
}

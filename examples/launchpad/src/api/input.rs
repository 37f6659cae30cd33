//! What comes from outside, checked.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;

use super::problem::Problem;
use crate::project::ProjectId;

/// A body of JSON.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejected) => Err(Problem::new(rejected.status(), rejected.body_text())),
        }
    }
}

/// The project that a path names.
pub(super) struct Named(pub(super) ProjectId);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = match Path::<String>::from_request_parts(parts, state).await {
            Ok(Path(id)) => id,
            Err(rejected) => return Err(Problem::new(rejected.status(), rejected.body_text())),
        };
        match id.parse() {
            Ok(id) => Ok(Self(id)),
            Err(_) => Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "a project is named by a UUID, as its launch gives it",
            )),
        }
    }
}

/// A text that a person wrote: not empty, not longer than `most` characters, and without what no database takes.
///
/// # Errors
///
/// Says which field is wrong, and why.
pub(super) fn text(field: &str, text: &str, most: usize) -> Result<String, Problem> {
    let refused = |why: String| {
        let detail = format!("`{field}` {why}");
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail))
    };
    let text = text.trim();
    if text.is_empty() {
        return refused("is empty".to_owned());
    }
    if text.chars().count() > most {
        return refused(format!("has more than {most} characters"));
    }
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return refused("has control characters".to_owned());
    }
    Ok(text.to_owned())
}

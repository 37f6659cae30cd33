//! For those who operate the service, and the pages that follow it.

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
    http::{StatusCode, header::CONTENT_TYPE},
    response::IntoResponse,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Api, problem::Problem};
use crate::{
    health::{self, Health},
    live::{self, follow},
    project::ProjectState,
    telemetry,
};

/// 200 or 503, and what was looked at.
pub(super) async fn health(State(api): State<Api>) -> (StatusCode, Json<Health>) {
    let runs = &api.runs;
    let health = health::look(&runs.tables, &runs.store, &runs.permits, api.longest_wait).await;
    let status = if health.healthy {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(health))
}

/// The figures for Prometheus.
pub(super) async fn metrics(State(api): State<Api>) -> Result<impl IntoResponse, Problem> {
    let counts = api.runs.store.counts::<ProjectState>().await?;
    let text = telemetry::render(&api.recorder, &counts);
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text))
}

#[derive(Debug, Deserialize)]
pub(super) struct Tab {
    tab: Uuid,
}

/// How everything stands, as server-sent events, whenever it changes.
pub(super) async fn live(
    State(api): State<Api>,
    tab: Result<Query<Tab>, QueryRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Query(Tab { tab }) = tab.map_err(|rejected| {
        let detail = format!("`tab` has to be a UUID: {}", rejected.body_text());
        Problem::new(rejected.status(), detail)
    })?;
    if api.live.streams.len() >= live::MOST && !api.live.streams.contains(&tab) {
        let detail = format!("{} pages follow already", live::MOST);
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail));
    }
    Ok(follow(&api.live, tab, api.runs.closing.clone()).await?)
}

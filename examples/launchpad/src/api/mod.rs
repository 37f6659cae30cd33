//! The HTTP interface.

mod guard;
mod input;
mod operations;
mod problem;
mod projects;
mod repositories;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{Method, StatusCode, Uri},
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use metrics_exporter_prometheus::PrometheusHandle;

pub(crate) use self::guard::Hosts;
use self::problem::Problem;
use crate::{live::Live, page, run::Runs};

/// No request is longer: an answer and its JSON.
const BODY_LIMIT: usize = 16 * 1024;

/// What requests need.
#[derive(Clone)]
pub(crate) struct Api {
    pub(crate) runs: Arc<Runs>,
    pub(crate) live: Arc<Live>,
    pub(crate) recorder: PrometheusHandle,
    /// Under which names the service may be asked.
    pub(crate) hosts: Arc<Hosts>,
    /// How long the first of those who wait for a permit may have waited while the service is healthy.
    pub(crate) longest_wait: Duration,
}

pub(crate) fn router(api: Api) -> Router {
    let hosts = Arc::clone(&api.hosts);
    Router::new()
        .route("/api/repositories", get(repositories::list))
        .route("/api/projects", get(projects::list).post(projects::launch))
        .route("/api/projects/{id}", get(projects::show))
        .route("/api/projects/{id}/answer", post(projects::answer))
        .route("/api/projects/{id}/cancel", post(projects::cancel))
        .route("/healthz", get(operations::health))
        .route("/metrics", get(operations::metrics))
        .layer(from_fn(guard::in_time))
        // Without end, so without a time limit.
        .route("/api/live", get(operations::live))
        .merge(page::router())
        .method_not_allowed_fallback(not_allowed)
        .fallback(not_found)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(hosts, guard::own_origin))
        .with_state(api)
}

async fn not_found(uri: Uri) -> Problem {
    let detail = format!("there is nothing at `{}`", uri.path());
    Problem::new(StatusCode::NOT_FOUND, detail)
}

async fn not_allowed(method: Method, uri: Uri) -> Problem {
    let detail = format!("`{}` takes no {method}", uri.path());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail)
}

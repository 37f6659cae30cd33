//! The page: plain files that are part of the program, and the picture of the lifecycle.

use std::sync::LazyLock;

use axum::{Router, http::header::CONTENT_TYPE, response::IntoResponse, routing::get};
use endstate::Lifecycle as _;

use crate::{api::Api, project::ProjectState};

/// With the picture in its place, so that the style of the page reaches into it.
static INDEX: LazyLock<String> = LazyLock::new(|| {
    let page = include_str!("page/index.html");
    page.replace("<!-- diagram -->", &ProjectState::GRAPH.svg())
});

pub(crate) fn router() -> Router<Api> {
    Router::new()
        .route("/", get(async || file("text/html", INDEX.as_str())))
        .route(
            "/style.css",
            get(async || file("text/css", include_str!("page/style.css"))),
        )
        .route(
            "/app.js",
            get(async || file("text/javascript", include_str!("page/app.js"))),
        )
        .route(
            "/rows.js",
            get(async || file("text/javascript", include_str!("page/rows.js"))),
        )
        // A browser asks for it unasked.
        .route(
            "/favicon.ico",
            get(async || axum::http::StatusCode::NO_CONTENT),
        )
}

fn file(kind: &str, text: &'static str) -> impl IntoResponse + use<> {
    ([(CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text)
}

//! Projects: the list, one of them, and what a user can do.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::{
    Json,
    extract::State,
    http::{HeaderName, StatusCode, header::LOCATION},
};
use endstate_store::Moved;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Api,
    input::{Body, Named, text},
    problem::Problem,
};
use crate::{
    live::Picture,
    project::{Initialized, ProjectId},
    repositories::LONGEST_NAME,
    tables::{
        follow_ups::{self, FollowUp},
        launches::{self, Launch},
        projects::{self, Listed},
    },
};

/// The longest answer, in characters.
const LONGEST_ANSWER: usize = 2000;

/// The newest projects, and how the service stands.
pub(super) async fn list(State(api): State<Api>) -> Result<Json<Picture>, Problem> {
    Ok(Json(api.live.picture().await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    repository: String,
    task: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Launched {
    id: String,
}

type Created = (StatusCode, [(HeaderName, String); 1], Json<Launched>);

/// Launches a project: it is a row when this returns, and a run finds it.
pub(super) async fn launch(
    State(api): State<Api>,
    Body(wanted): Body<Wanted>,
) -> Result<Created, Problem> {
    let launch = Launch {
        repository: text("repository", &wanted.repository, LONGEST_NAME)?,
        task: text("task", &wanted.task, LONGEST_NAME)?,
    };
    let runs = &api.runs;
    runs.repositories
        .check(&launch.repository, &launch.task)
        .await?;
    let project = ProjectId::new();
    launches::insert(&runs.tables, project, &launch).await?;
    let id = project.to_string();
    let state = Initialized { launch: id.clone() };
    runs.store.create_as(project, state).await?;
    runs.changed.notify_one();
    api.live.changed();
    let place = [(LOCATION, format!("/api/projects/{id}"))];
    Ok((StatusCode::CREATED, place, Json(Launched { id })))
}

/// A project with all that is known of it.
#[derive(Debug, Serialize)]
pub(super) struct Whole {
    #[serde(flatten)]
    project: Listed,
    follow_ups: Vec<FollowUp>,
    history: Vec<Move>,
}

/// One move of a project. Times are milliseconds since 1970 by the database's clock.
#[derive(Debug, Serialize)]
struct Move {
    from: Option<String>,
    to: String,
    at: u64,
    epoch: i64,
    attempt: i64,
    outcome: Option<String>,
}

/// One project, with its questions and its history.
pub(super) async fn show(State(api): State<Api>, Named(id): Named) -> Result<Json<Whole>, Problem> {
    let runs = &api.runs;
    let project = one(&api, id).await?;
    let follow_ups = follow_ups::of(&runs.tables, &project.id).await?;
    let history = runs.store.history(id).await?;
    Ok(Json(Whole {
        project,
        follow_ups,
        history: history.into_iter().map(Move::from).collect(),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    /// Which question this answers: there may be another by now.
    follow_up: Uuid,
    answer: String,
}

/// Answers a question. It is written when this returns; whoever waits for it is told then, and never before.
pub(super) async fn answer(
    State(api): State<Api>,
    Named(id): Named,
    Body(given): Body<Given>,
) -> Result<StatusCode, Problem> {
    let answer = text("answer", &given.answer, LONGEST_ANSWER)?;
    let follow_up = given.follow_up.to_string();
    let written = follow_ups::answer(&api.runs.tables, id, &follow_up, &answer).await?;
    if !written {
        let project = one(&api, id).await?;
        let detail = if project.status == "input_needed" {
            "that question is answered already, or another is asked"
        } else {
            "the project asks nothing"
        };
        return Err(Problem::new(StatusCode::CONFLICT, detail));
    }
    api.runs.answered(id);
    api.live.changed();
    Ok(StatusCode::NO_CONTENT)
}

/// Cancels a project. One that another process drives has stopped when that process renews its lease next.
pub(super) async fn cancel(
    State(api): State<Api>,
    Named(id): Named,
) -> Result<StatusCode, Problem> {
    let was_live = api.runs.cancel(id).await?;
    if !was_live {
        return Err(Problem::new(StatusCode::CONFLICT, "the project is over"));
    }
    api.live.changed();
    Ok(StatusCode::ACCEPTED)
}

async fn one(api: &Api, id: ProjectId) -> Result<Listed, Problem> {
    let project = projects::one(&api.runs.tables, id).await?;
    project.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, format!("there is no project {id}")))
}

impl From<Moved> for Move {
    fn from(moved: Moved) -> Self {
        Self {
            from: moved.from,
            to: moved.to,
            at: millis(moved.at),
            epoch: moved.epoch,
            attempt: moved.attempt,
            outcome: moved.outcome,
        }
    }
}

fn millis(at: SystemTime) -> u64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

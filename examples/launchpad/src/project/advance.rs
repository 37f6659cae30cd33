//! The body of a drive: from whatever state the project is in to its end, or to its question.

use std::path::Path;

use endstate::BoxError;
use endstate_store::Exit;

use super::{AnyProject, Preparing, Project, ProjectState, Running};
use crate::{
    repositories::program,
    run::{Answers, Runs},
    tables::{follow_ups, launches, patiently},
    workspace::Outcome,
};

/// Drives a project on.
///
/// # Errors
///
/// Why the project failed: its row ends so.
pub(crate) async fn advance(
    runs: &Runs,
    project: AnyProject,
    answers: &mut Answers,
) -> Result<Exit<ProjectState>, BoxError> {
    let running = match project {
        AnyProject::Initialized(project) => prepare(runs, project.begin().await?).await?,
        AnyProject::Preparing(project) => prepare(runs, project).await?,
        // Its driver died, or was shut down.
        AnyProject::Running(project) => prepare(runs, project.begin_anew().await?).await?,
        AnyProject::InputNeeded(project) => {
            let question = &project.state.follow_up;
            if !patiently(|| follow_ups::is_answered(&runs.tables, question)).await? {
                // It came to its question while this run waited for a permit.
                return Ok(project.rest());
            }
            let running = project.answered().await?;
            if Path::new(&running.state.workspace).is_dir() {
                running
            } else {
                // It is on another machine.
                prepare(runs, running.begin_anew().await?).await?
            }
        }
        other => return Err(format!("there is nothing to do in {other:?}").into()),
    };
    work(runs, running, answers).await
}

async fn prepare(runs: &Runs, project: Project<Preparing>) -> Result<Project<Running>, BoxError> {
    let launch = patiently(|| launches::read(&runs.tables, &project.state.launch)).await?;
    let repository = runs.repositories.find(&launch.repository).await?;
    let (id, epoch) = (project.row.id(), project.row.epoch());
    let clone = runs.workspaces.prepare(id, epoch, &repository).await?;
    let workspace = clone
        .to_str()
        .ok_or("the workspaces' folder is not UTF-8")?;
    Ok(project.prepared(workspace.to_owned()).await?)
}

/// Runs the task, which may ask. Then there are, in this order, the subscription, the question, and the wait of the run.
async fn work(
    runs: &Runs,
    project: Project<Running>,
    answers: &mut Answers,
) -> Result<Exit<ProjectState>, BoxError> {
    let launch = &project.state.launch;
    let task = patiently(|| launches::read(&runs.tables, launch))
        .await?
        .task;
    let given = patiently(|| follow_ups::of(&runs.tables, launch)).await?;
    let given: Vec<_> = given.into_iter().filter_map(|asked| asked.answer).collect();
    let workspace = Path::new(&project.state.workspace);
    let program = program(workspace, &task);
    let outcome = runs.workspaces.run(workspace, &program, &task, &given);
    match outcome.await? {
        Outcome::Done(result) => Ok(project.complete(result).await?.exit()),
        Outcome::Asks(question) => {
            let asked = answers.publish(async |asking| project.ask(asking, &question).await);
            Ok(asked.await?.rest())
        }
    }
}

//! The version with endstate: a state's data is its evidence, in the types and in the database.

use std::{collections::HashMap, num::NonZeroUsize, sync::Arc, time::Duration};

use endstate::{Abandoned, BoxError, Lifecycle};
use endstate_store::{Durable, Error, Exit, Tx, sqlx};

use super::Path;
use crate::database::store;

/// A project that may need its user's input.
#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "projects")]
enum ProjectState {
    #[lifecycle(initial, to(InputNeeded, Completed))]
    Running { number: i64 },
    #[lifecycle(to(Completed, Failed))]
    #[durable(resting, deadline = "24h" -> Failed)]
    InputNeeded {
        number: i64,
        #[durable(references = "follow_ups(id)")]
        follow_up: String,
    },
    #[lifecycle(terminal)]
    Completed,
    #[lifecycle(terminal)]
    Failed { error: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            error: abandoned.to_string(),
        }
    }
}

const WORKERS: NonZeroUsize = NonZeroUsize::new(4).unwrap();

/// Takes each project down its path.
pub(super) async fn run(url: &str, paths: &[(i64, Path)]) -> Result<(), BoxError> {
    let store = store(url).await?;
    store.migrate::<ProjectState>().await?;
    let by_script = paths.iter().filter(|(_, path)| *path == Path::Script);
    let by_script: Vec<i64> = by_script.map(|&(number, _)| number).collect();
    for &(number, _) in paths.iter().filter(|(_, path)| *path != Path::Script) {
        store.create(Running { number }).await?;
    }
    let paths: Arc<HashMap<i64, Path>> = Arc::new(paths.iter().copied().collect());
    let drive = move |project| drive(project, Arc::clone(&paths));
    store.workers(WORKERS).until_idle().run(drive).await?;
    // The script comes before the next worker does.
    for number in by_script {
        store.create(Running { number }).await?;
    }
    store.shutdown(Duration::from_secs(5)).await;
    Ok(())
}

async fn drive(
    project: AnyProject,
    paths: Arc<HashMap<i64, Path>>,
) -> Result<Exit<ProjectState>, BoxError> {
    let AnyProject::Running(project) = project else {
        return Err(format!("nothing to do in {project:?}").into());
    };
    let asking = match paths.get(&project.state.number) {
        Some(Path::Asks | Path::CleanedUp) => project.ask("which branch?").await?,
        Some(Path::Reviewed) => project.pause_for_review().await?,
        Some(Path::Script) | None => return Err("nothing to do on this path".into()),
    };
    Ok(asking.rest())
}

impl Project<Running> {
    async fn ask(self, question: &str) -> Result<Project<InputNeeded>, Error> {
        let number = self.state.number;
        let follow_up = format!("question-{number}");
        let next = InputNeeded {
            number,
            follow_up: follow_up.clone(),
        };
        self.to_with(next, async |tx| {
            insert(tx, &follow_up, number, question).await
        })
        .await
    }

    /// A review is by hand, so the project needs input. Without a question this does not compile.
    async fn pause_for_review(self) -> Result<Project<InputNeeded>, Error> {
        self.ask("is this good?").await
    }
}

async fn insert(tx: &mut Tx, id: &str, project: i64, question: &str) -> Result<(), BoxError> {
    let insert = "INSERT INTO follow_ups (id, project, question) VALUES ($1, $2, $3)";
    if let Ok(connection) = tx.postgres() {
        let insert = sqlx::query(insert).bind(id).bind(project).bind(question);
        insert.execute(connection).await?;
    } else {
        let insert = sqlx::query(insert).bind(id).bind(project).bind(question);
        insert.execute(tx.sqlite()?).await?;
    }
    Ok(())
}

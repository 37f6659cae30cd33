//! The same rule as a field of a state, and so as a constraint.

use endstate::{BoxError, Lifecycle};
use endstate_store::{Durable, Error, Id, Store};
use sqlx::{Connection as _, SqliteConnection};

// ANCHOR: lifecycle
/// A project that may ask its user something.
#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "projects")]
enum ProjectState {
    #[lifecycle(initial, to(InputNeeded, Completed))]
    Running,
    #[lifecycle(to(Completed, Failed))]
    #[durable(resting, deadline = "24h" -> Failed)]
    InputNeeded {
        #[durable(references = "follow_ups(id)")]
        follow_up: String,
    },
    #[lifecycle(terminal)]
    Completed,
    #[lifecycle(terminal)]
    Failed,
}

impl Project<Running> {
    /// The question and the state, in one transaction.
    async fn ask(self, question: &'static str) -> Result<Project<InputNeeded>, Error> {
        let follow_up = self.row.id().to_string();
        let next = InputNeeded {
            follow_up: follow_up.clone(),
        };
        self.to_with(next, async |tx| {
            let insert = sqlx::query("INSERT INTO follow_ups VALUES ($1, $2)");
            let insert = insert.bind(&follow_up).bind(question);
            insert.execute(tx.sqlite()?).await?;
            Ok(())
        })
        .await
    }
}
// ANCHOR_END: lifecycle

// ANCHOR: main
/// Somebody who has not read the enum, and has a database client.
async fn pause(
    db: &mut SqliteConnection,
    id: Id<ProjectState>,
    follow_up: Option<&str>,
) -> sqlx::Result<()> {
    let update = sqlx::query(
        "UPDATE projects SET status = 'input_needed', follow_up = $2, version = version + 1,
             deadline_at = unixepoch() * 1000 + 86400000 WHERE id = $1",
    );
    let update = update.bind(id.to_string()).bind(follow_up);
    update.execute(db).await?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}/app.db", folder.path().display());
    let mut db = SqliteConnection::connect(&format!("{url}?mode=rwc")).await?;
    let own = "CREATE TABLE follow_ups (id TEXT NOT NULL PRIMARY KEY, question TEXT NOT NULL)";
    sqlx::raw_sql(own).execute(&mut db).await?;
    let store = Store::open(&url).await?;
    store.migrate::<ProjectState>().await?;

    let (first, second) = (store.create(Running).await?, store.create(Running).await?);
    let asks = store.drive(first, async |project| match project {
        AnyProject::Running(project) => Ok(project.ask("which branch?").await?.rest()),
        other => Err(format!("nothing to ask in {other:?}").into()),
    });
    println!("by its method: {:?}", asks.await?);
    for follow_up in [None, Some("one that is not there")] {
        if let Err(error) = pause(&mut db, second, follow_up).await {
            println!("by hand: {error}");
        }
    }
    println!("project 2 is {}", store.get(second).await?.status);
    store.shutdown(std::time::Duration::ZERO).await;
    Ok(())
}
// ANCHOR_END: main

//! Projects that need input, and the questions that such a state implies.
//!
//! The path that everybody knows stores the question. Then come a new code path that forgets it, a script that mends rows by hand, and a
//! nightly job that deletes old questions. What is counted are projects that need input and have no question.

mod after;
mod before;

use endstate::BoxError;
use sqlx::AnyPool;

use crate::{
    database::pool,
    dice::Dice,
    experiment::{Progress, Setting},
    measure::{Counts, Measured, named, tally},
    saga::{Saga, Version},
};

/// How a project comes to need input, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Path {
    /// It asks.
    Asks,
    /// It is paused for a review, by a feature that came later.
    Reviewed,
    /// Somebody sets its status by hand.
    Script,
    /// It asks, and its question is deleted by a job that keeps the table small.
    CleanedUp,
}

impl Path {
    /// As the report has it.
    fn name(self) -> &'static str {
        match self {
            Self::Asks => "the known path",
            Self::Reviewed => "the new path",
            Self::Script => "a script",
            Self::CleanedUp => "the clean-up",
        }
    }
}

/// The questions, as both versions have them.
const FOLLOW_UPS: &str = "CREATE TABLE follow_ups \
                          (id TEXT NOT NULL PRIMARY KEY, project BIGINT NOT NULL, question TEXT NOT NULL)";

/// Lets each version take the same paths, and reads what came of it.
///
/// # Errors
///
/// The experiment itself failed.
pub fn measure(
    setting: &Setting,
    version: Version,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    let mut dice = Dice::new(setting.seed, Saga::UnenforcedInvariant);
    let mut path = || {
        dice.one_of(&[
            (14, Path::Asks),
            (2, Path::Reviewed),
            (2, Path::Script),
            (2, Path::CleanedUp),
        ])
    };
    let paths: Vec<(i64, Path)> = (0..i64::from(setting.runs))
        .map(|number| (number, path()))
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let fresh = setting.databases.fresh(Saga::UnenforcedInvariant, version);
        let url = fresh.await?;
        let db = pool(&url).await?;
        sqlx::query(FOLLOW_UPS).execute(&db).await?;
        match version {
            Version::Plain => before::run(&db, &paths).await?,
            Version::Endstate => after::run(&url, &paths).await?,
        }
        let mut refused = 0;
        for &(number, path) in &paths {
            refused += u64::from(!by_other_hands(&db, number, path).await?);
            progress.over(1);
        }
        count(&db, &paths, refused).await
    })
}

/// What a project goes through besides the program. Says whether the database took it.
async fn by_other_hands(db: &AnyPool, number: i64, path: Path) -> Result<bool, BoxError> {
    let sql = match path {
        Path::Asks | Path::Reviewed => return Ok(true),
        Path::Script => "UPDATE projects SET status = 'input_needed' WHERE number = $1",
        Path::CleanedUp => "DELETE FROM follow_ups WHERE project = $1",
    };
    match sqlx::query(sql).bind(number).execute(db).await {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(_)) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

async fn count(db: &AnyPool, paths: &[(i64, Path)], refused: u64) -> Result<Measured, BoxError> {
    let invalid = "SELECT number FROM projects WHERE status = 'input_needed' AND NOT EXISTS \
                   (SELECT 1 FROM follow_ups WHERE follow_ups.project = projects.number)";
    let invalid: Vec<i64> = sqlx::query_scalar(invalid).fetch_all(db).await?;
    db.close().await;
    let paths = paths.iter().filter(|(number, _)| invalid.contains(number));
    Ok(Measured {
        counts: Counts {
            invalid_rows: Some(invalid.len() as u64),
            ..Counts::default()
        },
        by_fault: tally(paths.map(|(_, path)| path.name())),
        besides: named([("refused by the database", refused)]),
    })
}

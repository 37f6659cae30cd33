//! How a drive was left.

use std::fmt;

use endstate::{End, Lifecycle};
use uuid::Uuid;

use crate::{Durable, row::Row};

/// The proof that a row was moved to a terminal or a resting state, which the body of its drive returns.
///
/// Only `exit()` of a handle in a terminal state and `rest()` of one in a resting state make it.
///
/// ```
#[doc = include_str!("examples/jobs.txt")]
/// // What a body returns: `exit()` in a terminal state, `rest()` in a resting one.
/// async fn ask(job: AnyJob) -> Result<Exit<JobState>, BoxError> {
///     match job {
///         AnyJob::Queued(job) if job.state.url.is_empty() => {
///             Ok(job.to(Asking { question: "from where?".into() }).await?.rest())
///         }
///         AnyJob::Queued(job) => Ok(job.to(Done { bytes: 512 }).await?.exit()),
///         other => Err(format!("nothing to do in {other:?}").into()),
///     }
/// }
/// let id = store.create(Queued { url: String::new() }).await?;
/// assert!(matches!(store.drive(id, ask).await?, Driven::Resting("asking")));
#[doc = include_str!("examples/over.txt")]
/// ```
#[must_use = "return it from the body of the drive: `Ok(handle.exit())`"]
pub struct Exit<L: Lifecycle> {
    pub(crate) id: Uuid,
    pub(crate) left: Left<L>,
}

pub(crate) enum Left<L: Lifecycle> {
    Ended(L::End),
    Resting(&'static str),
}

impl<L: Durable> Exit<L> {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the row is given up with its handle"
    )]
    pub(crate) fn ended(row: Row<L>, end: L::End) -> Self {
        Self {
            id: row.id().uuid(),
            left: Left::Ended(end),
        }
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "the row is given up with its handle"
    )]
    pub(crate) fn resting(row: Row<L>, status: &'static str) -> Self {
        Self {
            id: row.id().uuid(),
            left: Left::Resting(status),
        }
    }
}

impl<L: Lifecycle> fmt::Debug for Exit<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = match &self.left {
            Left::Ended(end) => end.status(),
            Left::Resting(status) => status,
        };
        write!(f, "Exit<{}, {status}>", L::GRAPH.name)
    }
}

/// How the drive of a row was left.
///
/// ```
#[doc = include_str!("examples/jobs.txt")]
/// let id = store.create(Queued { url: url() }).await?;
/// match store.drive(id, fetch).await? {
///     Driven::Ended(JobEnd::Done(done)) => println!("{} bytes", done.bytes),
///     Driven::Ended(JobEnd::Failed(_)) => println!("failed"),
///     Driven::Resting(status) | Driven::Queued(status) => println!("{status}, and goes on later"),
///     Driven::Superseded { epoch } => println!("somebody else has it since epoch {epoch}"),
/// }
#[doc = include_str!("examples/over.txt")]
/// ```
#[must_use = "it says what became of the row"]
pub enum Driven<L: Lifecycle> {
    /// The lifecycle is over, declared or abandoned.
    Ended(L::End),
    /// The row rests, in the state with this status.
    Resting(&'static str),
    /// The row is ready again for any driver: the store was shut down, and the lifecycle has more than one attempt.
    Queued(&'static str),
    /// Somebody else has the row, since the lease was lost. The body was dropped; what it wrote to the row is there up to then.
    Superseded {
        /// The epoch of this drive, which is over.
        epoch: i64,
    },
}

impl<L: Lifecycle> fmt::Debug for Driven<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(end) => write!(f, "Ended({})", end.status()),
            Self::Resting(status) => write!(f, "Resting({status})"),
            Self::Queued(status) => write!(f, "Queued({status})"),
            Self::Superseded { epoch } => write!(f, "Superseded {{ epoch: {epoch} }}"),
        }
    }
}

//! A lifecycle that is worth another try, for tests of processes that die.
#![allow(
    dead_code,
    clippy::missing_errors_doc,
    unreachable_pub,
    reason = "each test uses its part of it"
)]

use endstate::{Abandoned, Lifecycle};
use endstate_store::Durable;

#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Job, fixpoint = Failed, cancelled = Cancelled, derive(Debug, PartialEq))]
#[durable(table = "jobs", attempts = 3)]
pub enum JobState {
    #[lifecycle(initial, to(Working, Failed, Cancelled))]
    Queued,
    #[lifecycle(to(Working, Done, Failed, Cancelled))]
    Working { by: String },
    #[lifecycle(terminal)]
    Done { by: String },
    #[lifecycle(terminal)]
    Failed { error: String },
    #[lifecycle(terminal)]
    Cancelled,
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Failed {
            error: abandoned.to_string(),
        }
    }
}

impl AnyJob {
    /// At work, from wherever it was.
    pub async fn work(self, by: &str) -> Result<Job<Working>, endstate::BoxError> {
        let next = Working { by: by.to_owned() };
        match self {
            Self::Queued(job) => Ok(job.to(next).await?),
            Self::Working(job) => Ok(job.to(next).await?),
            over => Err(format!("{over:?} is over").into()),
        }
    }
}

impl Job<Working> {
    pub fn id(&self) -> endstate_store::Id<JobState> {
        self.row.id()
    }

    pub async fn again(self, by: &str) -> Result<Self, endstate_store::Error> {
        self.to(Working { by: by.to_owned() }).await
    }

    pub async fn done(self, by: &str) -> Result<Job<Done>, endstate_store::Error> {
        self.to(Done { by: by.to_owned() }).await
    }
}

//! Three lifecycles that have little in common.
#![allow(dead_code, reason = "only their tables are used")]

use crate::{sql::Dialect, table::Table};

/// Edges to itself, a deadline of a driven state, a fixpoint for each cause, states without evidence.
pub(super) mod jobs {
    use crate::Durable;
    use endstate::{Abandoned, Lifecycle};

    #[derive(Debug, Lifecycle, Durable)]
    #[lifecycle(handle = Job, fixpoint = Failed, cancelled = Withdrawn, timed_out = Expired, panicked = Crashed)]
    #[durable(table = "jobs", attempts = 3)]
    pub(crate) enum JobState {
        #[lifecycle(initial, to(Queued, Running))]
        Queued,
        #[lifecycle(to(Running, Checking, Expired))]
        #[durable(deadline = "1h" -> Expired)]
        Running { progress: i64 },
        #[lifecycle(to(Running, Done))]
        Checking { progress: i64 },
        #[lifecycle(terminal)]
        Done { result: String },
        #[lifecycle(terminal)]
        Failed { error: String },
        #[lifecycle(terminal)]
        Withdrawn,
        #[lifecycle(terminal)]
        Expired,
        #[lifecycle(terminal)]
        Crashed {
            error: String,
            progress: Option<i64>,
        },
    }

    impl From<Abandoned> for Failed {
        fn from(abandoned: Abandoned) -> Self {
            let error = abandoned.to_string();
            Self { error }
        }
    }

    impl From<Abandoned> for Crashed {
        fn from(abandoned: Abandoned) -> Self {
            let error = abandoned.to_string();
            Self {
                error,
                progress: None,
            }
        }
    }
}

/// Fields that may be missing, columns of several states, rest with and without a deadline, a foreign key.
pub(super) mod projects {
    use crate::Durable;
    use endstate::{Abandoned, Lifecycle};

    #[derive(Debug, Lifecycle, Durable)]
    #[lifecycle(handle = Project, fixpoint = Failed)]
    #[durable(table = "projects")]
    pub(crate) enum ProjectState {
        #[lifecycle(initial, to(Running))]
        Drafted { repo: String, note: Option<String> },
        #[lifecycle(to(Asking, Parked, Done))]
        Running {
            workspace: String,
            note: Option<String>,
        },
        #[lifecycle(to(Running, Asking, Expired))]
        #[durable(resting, deadline = "24h" -> Expired)]
        Asking {
            workspace: String,
            #[durable(references = "follow_ups(id)")]
            follow_up: String,
        },
        #[lifecycle(to(Running))]
        #[durable(resting, unbounded = "somebody comes back to it, or nobody minds")]
        Parked { workspace: Option<String> },
        #[lifecycle(terminal)]
        Done { result: String, is_small: bool },
        #[lifecycle(terminal)]
        Failed { error: String },
        #[lifecycle(terminal)]
        Expired,
    }

    impl From<Abandoned> for Failed {
        fn from(abandoned: Abandoned) -> Self {
            let error = abandoned.to_string();
            Self { error }
        }
    }
}

/// Names that have to be quoted, and a beginning at rest.
pub(super) mod orders {
    use crate::Durable;
    use endstate::Lifecycle;

    #[derive(Debug, Lifecycle, Durable)]
    #[lifecycle(handle = Order, fixpoint = Lost)]
    #[durable(table = "order")]
    pub(crate) enum OrderState {
        #[lifecycle(initial, rename = "user's", to(Sent, Gone))]
        #[durable(resting, deadline = "1h" -> Gone)]
        Placed {
            #[durable(column = "select")]
            what: String,
            group: i64,
        },
        #[lifecycle(to(Sent, Gone))]
        Sent {
            #[durable(column = "select")]
            what: String,
        },
        #[lifecycle(terminal, rename = "a \"quoted\" end")]
        Gone,
        #[lifecycle(terminal)]
        Lost,
    }
}

pub(super) fn all(dialect: Dialect) -> [Table; 3] {
    [
        Table::of::<jobs::JobState>(dialect),
        projects(dialect),
        Table::of::<orders::OrderState>(dialect),
    ]
}

pub(super) fn projects(dialect: Dialect) -> Table {
    Table::of::<projects::ProjectState>(dialect)
}

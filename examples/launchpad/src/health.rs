//! Whether the service is healthy: not whether it answers, but whether anything in it is stuck.

use std::time::Duration;

use endstate::permit::Limiter;
use endstate_store::Store;
use serde::Serialize;
use tokio::time::timeout;

use crate::{project::ProjectState, tables::Tables};

/// A database that takes longer does not answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// What was looked at.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    pub(crate) healthy: bool,
    checks: Vec<Check>,
}

#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    healthy: bool,
    detail: String,
}

/// Looks at everything that a request does not show.
pub(crate) async fn look(
    tables: &Tables,
    store: &Store,
    permits: &Limiter,
    longest_wait: Duration,
) -> Health {
    let checks = vec![
        database(tables).await,
        queue(permits, longest_wait),
        holds(permits),
        stranded(store).await,
    ];
    Health {
        healthy: checks.iter().all(|check| check.healthy),
        checks,
    }
}

async fn database(tables: &Tables) -> Check {
    let (healthy, detail) = match timeout(ANSWER_WITHIN, tables.answers()).await {
        Ok(Ok(())) => (true, "it answers".to_owned()),
        Ok(Err(error)) => (false, error.to_string()),
        Err(_) => (false, format!("no answer within {ANSWER_WITHIN:?}")),
    };
    Check {
        name: "database",
        healthy,
        detail,
    }
}

/// A limiter whose waiters age is not healthy, however well each run in it works.
fn queue(permits: &Limiter, longest: Duration) -> Check {
    let status = permits.status();
    let waited = status.longest_wait.unwrap_or_default();
    Check {
        name: "queue",
        healthy: waited <= longest,
        detail: format!(
            "{status}; the first of them for {} s, of {} s at most",
            waited.as_secs(),
            longest.as_secs()
        ),
    }
}

fn holds(permits: &Limiter) -> Check {
    let overheld = permits.status().overheld;
    Check {
        name: "holds",
        healthy: overheld == 0,
        detail: format!("{overheld} permits are held past their limit"),
    }
}

/// Rows whose driver is dead, and that no process has recovered in its time.
async fn stranded(store: &Store) -> Check {
    let counts = timeout(ANSWER_WITHIN, store.counts::<ProjectState>()).await;
    let (healthy, detail) = match counts {
        Ok(Ok(counts)) => (
            counts.stranded == 0,
            format!("{} projects", counts.stranded),
        ),
        Ok(Err(error)) => (false, error.to_string()),
        Err(_) => (false, format!("not counted within {ANSWER_WITHIN:?}")),
    };
    Check {
        name: "stranded",
        healthy,
        detail,
    }
}

//! Figures for Prometheus, and what the service writes to its log.

use std::sync::{Mutex, PoisonError};

use endstate_store::Counts;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tracing::Level;
use tracing_subscriber::{
    filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

/// Seconds: how long a permit is held or waited for, in the steps that are of interest.
const SECONDS: &[f64] = &[0.01, 0.1, 1.0, 10.0, 60.0, 300.0, 1800.0];

/// Of this process. Tests start several services in one, also at once.
static RECORDER: Mutex<Option<PrometheusHandle>> = Mutex::new(None);

/// The recorder of this process, installed the first time.
///
/// # Errors
///
/// Another recorder is there already.
pub(crate) fn recorder() -> Result<PrometheusHandle, BuildError> {
    let mut installed = RECORDER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(recorder) = &*installed {
        return Ok(recorder.clone());
    }
    let builder = PrometheusBuilder::new().set_buckets(SECONDS)?;
    let recorder = builder.install_recorder()?;
    endstate::telemetry::describe();
    metrics::describe_gauge!("launchpad_projects", "projects in this state");
    metrics::describe_gauge!(
        "launchpad_projects_stranded",
        "projects whose driver is dead"
    );
    Ok(installed.insert(recorder).clone())
}

/// All figures, with those of the table as they are now.
#[expect(
    clippy::cast_precision_loss,
    reason = "a gauge is a float, and exact up to 2^53 projects"
)]
pub(crate) fn render(recorder: &PrometheusHandle, counts: &Counts) -> String {
    // Between these lines no other service of this process says what its table has.
    let _mine = RECORDER.lock().unwrap_or_else(PoisonError::into_inner);
    for (status, rows) in &counts.by_status {
        metrics::gauge!("launchpad_projects", "status" => *status).set(*rows as f64);
    }
    metrics::gauge!("launchpad_projects_stranded").set(counts.stranded as f64);
    recorder.run_upkeep();
    recorder.render()
}

/// Writes events of endstate and of the service to the standard error stream.
pub fn log() {
    let levels = Targets::new()
        .with_default(Level::INFO)
        // It tells of every table that is there already.
        .with_target("sqlx", Level::WARN);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    tracing_subscriber::registry()
        .with(lines)
        .with(levels)
        .init();
}

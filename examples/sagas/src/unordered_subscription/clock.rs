//! Time that stands still while a database works.

use std::sync::mpsc;

/// Runs `work` while tokio's paused clock stands still.
///
/// The clock runs on whenever no task can, and does not see that a database is at work. It does see a blocking task, so there is one
/// for as long as `work` takes.
pub(super) async fn stopped_during<F: Future>(work: F) -> F::Output {
    let (over, until_over) = mpsc::channel::<()>();
    let stopped = tokio::task::spawn_blocking(move || until_over.recv());
    let output = work.await;
    drop((over, stopped));
    output
}

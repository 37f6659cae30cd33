//! Tables of what became of the projects.

use std::time::SystemTime;

use endstate::BoxError;
use endstate_store::{Counts, Id, Store};

use crate::project::ProjectState;

/// How many projects are in which state.
pub fn counts(counts: &Counts) {
    println!("  count  status");
    for (status, rows) in counts.by_status.iter().filter(|(_, rows)| *rows > 0) {
        println!("  {rows:>5}  {status}");
    }
    println!("  -----\n  {:>5}  in all\n", counts.total());
}

/// Who moved which project, from where to where. Times are since `began`.
///
/// # Errors
///
/// The database's own.
pub async fn histories(
    store: &Store,
    ids: &[Id<ProjectState>],
    began: SystemTime,
) -> Result<(), BoxError> {
    println!("  project           at  from          to            epoch  attempt  outcome");
    for &id in ids {
        let id_text = id.to_string();
        // Its end: what comes before is the time.
        let mut name = id_text.rsplit('-').next().unwrap_or_default();
        for moved in store.history(id).await? {
            let at = match moved.at.duration_since(began) {
                Ok(after) => format!("{:.2} s", after.as_secs_f64()),
                Err(_) => "before".to_owned(),
            };
            let line = format!(
                "  {name:<12}  {at:>8}  {:<12}  {:<12}  {:>5}  {:>7}  {}",
                moved.from.as_deref().unwrap_or("-"),
                moved.to,
                moved.epoch,
                moved.attempt,
                moved.outcome.as_deref().unwrap_or_default(),
            );
            println!("{}", line.trim_end());
            name = "";
        }
    }
    Ok(())
}

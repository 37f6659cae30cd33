//! What the store tells of itself: events of `tracing`, and counters of `metrics`, each behind its feature.
//!
//! | counter | by | what it counts |
//! |---|---|---|
//! | `endstate_store_claimed` | `table` | claims of rows |
//! | `endstate_store_moved` | `table` | declared transitions that were written |
//! | `endstate_store_superseded` | `table` | drives that lost their row to somebody else |
//! | `endstate_store_recovered` | `table` | rows of dead drivers, or past their deadline, that a sweep moved |
//! | `endstate_store_unreadable` | `table` | rows that were met and could not be read |
//! | `endstate_store_unwritten` | `table` | last words that could not be written, and are left to a sweep |
//! | `endstate_store_newer` | `table` | meetings with a newer version of the lifecycle |
//! | `endstate_store_failures` | `doing` | rounds of renewals, sweeps and claims that failed |
//!
//! They come by themselves once a recorder is installed, by the name of the store's table:
//!
//! ```text
//! endstate_store_moved{table="projects"} 42
//! ```

use std::time::Duration;

use uuid::Uuid;

use crate::error::Error;

fn count(name: &'static str, label: &'static str, of: &'static str, more: u64) {
    let _ = (name, label, of, more);
    #[cfg(feature = "metrics")]
    metrics::counter!(name, label => of).increment(more);
}

macro_rules! event {
    ($level:ident, $message:literal $(, $field:ident = $value:expr)* $(,)?) => {{
        #[cfg(feature = "tracing")]
        tracing::$level!($($field = $value,)* $message);
        #[cfg(not(feature = "tracing"))]
        { $(let _ = &$value;)* }
    }};
}

pub(crate) fn claimed(table: &'static str) {
    count("endstate_store_claimed", "table", table, 1);
}

pub(crate) fn moved(table: &'static str, from: &'static str, to: &'static str) {
    count("endstate_store_moved", "table", table, 1);
    event!(debug, "a row moved", table = table, from = from, to = to);
}

pub(crate) fn superseded(table: &'static str) {
    count("endstate_store_superseded", "table", table, 1);
    event!(
        warn,
        "a driver lost its row to somebody else",
        table = table
    );
}

pub(crate) fn lost(table: &'static str) {
    event!(
        warn,
        "a lease is lost: its driver is stopped",
        table = table
    );
}

pub(crate) fn fenced(table: &'static str) {
    event!(
        warn,
        "leases could not be renewed in time: a driver is stopped before others may begin",
        table = table
    );
}

pub(crate) fn stalled(age: Duration) {
    count("endstate_store_failures", "doing", "renewing", 1);
    event!(
        error,
        "the runtime stands still: its leases are not renewed",
        for_s = age.as_secs()
    );
}

pub(crate) fn renewal_failed(error: &Error) {
    count("endstate_store_failures", "doing", "renewing", 1);
    event!(
        warn,
        "leases could not be renewed; it is tried again",
        error = error.to_string()
    );
}

pub(crate) fn sweep_failed(table: &'static str, error: &Error) {
    count("endstate_store_failures", "doing", "sweeping", 1);
    event!(
        warn,
        "a sweep failed; the next one tries again",
        table = table,
        error = error.to_string()
    );
}

pub(crate) fn claim_failed(table: &'static str, error: &Error) {
    count("endstate_store_failures", "doing", "claiming", 1);
    event!(
        warn,
        "rows could not be claimed; it is tried again",
        table = table,
        error = error.to_string()
    );
}

pub(crate) fn drive_failed(lifecycle: &'static str, error: &Error) {
    event!(
        warn,
        "a drive failed",
        lifecycle = lifecycle,
        error = error.to_string()
    );
}

pub(crate) fn recovered(table: &'static str, how: &'static str, rows: &Result<u64, Error>) {
    if let Ok(rows @ 1..) = rows {
        count("endstate_store_recovered", "table", table, *rows);
        event!(
            warn,
            "rows were recovered",
            table = table,
            how = how,
            rows = rows
        );
    }
    let _ = how;
}

pub(crate) fn unreadable(table: &'static str, error: &Error) {
    count("endstate_store_unreadable", "table", table, 1);
    event!(
        error,
        "a row cannot be read and is left as it is",
        table = table,
        error = error.to_string()
    );
}

pub(crate) fn unwritten(table: &'static str, id: Uuid, error: &Error) {
    count("endstate_store_unwritten", "table", table, 1);
    event!(
        error,
        "the end of a drive could not be written: a sweep will",
        table = table,
        id = id.to_string(),
        error = error.to_string()
    );
}

pub(crate) fn newer(table: &'static str) {
    count("endstate_store_newer", "table", table, 1);
    event!(
        error,
        "the table belongs to a newer version of the lifecycle: no row of it is taken",
        table = table
    );
}

pub(crate) fn panics_abort() {
    event!(
        warn,
        "`panic = \"abort\"`: a panic kills the process, and other processes recover all its rows"
    );
}

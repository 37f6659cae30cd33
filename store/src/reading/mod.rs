//! Looking at rows without driving them.

mod counts;
mod history;
mod listing;
mod snapshot;
mod wait;

pub use self::{counts::Counts, history::Moved, listing::Listing, snapshot::Snapshot};

use std::time::{Duration, SystemTime};

/// A moment of the database's clock.
fn moment(millis: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis.unsigned_abs())
}

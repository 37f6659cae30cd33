//! The schema on both databases, and what a foreign session can and cannot do there.
#![expect(clippy::unwrap_used, reason = "tests")]

mod battery;
mod cases;
mod check;
mod clock;
mod elsewhere;
mod evidence;
mod explain;
mod looked_at;
mod messages;
mod migrate;
mod mutations;
mod place;
mod rowid;
mod session;
mod tables;

//! Every way out of a lifecycle ends in exactly one `End`, and tells its observer exactly once.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failure here is a message to a developer"
)]

mod bare_executor;
#[cfg(feature = "tokio")]
mod deadlines;
mod dropped;
mod executor;
mod fixpoints;
mod invariants;
mod job;
mod nested;
mod observers;
#[cfg(feature = "std")]
mod panics;
mod resumed;
mod slots;
mod slots_async;
mod tasks;
#[cfg(feature = "std")]
mod unwinding;
mod ways_out;
#[cfg(not(feature = "std"))]
mod without_std;

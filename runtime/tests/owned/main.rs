//! A handle is closed once, by whoever has the right to, and never in the place of its successor.
#![cfg(feature = "tokio")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failure here is a message to a developer"
)]

mod async_close;
mod close;
mod edges;
#[cfg(feature = "metrics")]
mod figures;
mod incidents;
mod keys;
mod panics;
mod random;
mod runtimes;
mod socket;
mod storm;
mod types;

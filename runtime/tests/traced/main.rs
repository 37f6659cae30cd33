//! What a scope tells `tracing`.
// A binary of its own: a callsite that is first reached by a thread without a subscriber may be switched off for others.
#![cfg(feature = "tracing")]
#![allow(
    clippy::unwrap_used,
    reason = "a failure here is a message to a developer"
)]

mod collector;
mod coordination;
#[path = "../behaviour/executor.rs"]
mod executor;
#[path = "../behaviour/job.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod job;
mod registries;
mod scopes;

//! The HTTP interface, on both databases.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may panic, and so may what it calls"
)]

#[path = "../site/mod.rs"]
mod site;

mod lifecycle;
mod live;
mod operations;
mod outage;
mod questions;
mod refused;
mod restart;

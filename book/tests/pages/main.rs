//! The book holds together: its code is compiled, its messages are real, its links lead somewhere.
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]

mod blocks;
mod cases;
mod diagnostics;
mod links;
mod list;
mod markdown;
mod messages;

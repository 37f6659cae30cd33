//! One half of the zero-cost comparison: the functions of both halves have equal names, and their instructions are equal.
//!
//! This half is written by hand: plain structs and functions, nothing checked.
#![allow(
    clippy::needless_pass_by_value,
    reason = "a transition takes the old state away"
)]

pub mod context;
pub mod group;
pub mod invariant;
pub mod payload;
pub mod upload;
pub mod walk;

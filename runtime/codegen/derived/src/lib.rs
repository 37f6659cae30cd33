//! One half of the zero-cost comparison: the functions of both halves have equal names, and their instructions are equal.
//!
//! This half is written with the derive.

pub mod context;
pub mod group;
pub mod invariant;
pub mod payload;
pub mod upload;
pub mod walk;

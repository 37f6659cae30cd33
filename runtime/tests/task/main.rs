//! A task ends if and only if its lifecycle does, and its parent learns how.
#![cfg(feature = "tokio")]

mod body;
mod children;
mod incidents;
mod job;
mod overdue;
mod refused;
mod shutdown;
mod trees;

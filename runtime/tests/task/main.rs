//! A task ends if and only if its lifecycle does, and its parent learns how.
#![cfg(feature = "tokio")]

mod body;
mod children;
mod ends;
mod extremes;
mod incidents;
mod job;
mod measured;
mod overdue;
mod races;
mod refused;
mod runtimes;
mod shutdown;
mod trees;

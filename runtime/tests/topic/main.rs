//! An event is a hint, the predicate is the truth, and nobody waits who is not subscribed.
#![cfg(feature = "tokio")]

mod board;
mod coming_and_going;
mod incidents;
mod locks;
mod questions;
mod reads;
mod spawned;
mod waits;

#[cfg(feature = "metrics")]
mod measured;

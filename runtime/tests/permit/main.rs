//! A permit is held for as long as its limit allows, and waited for in turn.
#![cfg(feature = "tokio")]
#![expect(
    clippy::disallowed_methods,
    clippy::await_holding_invalid_type,
    reason = "what is tested is what becomes of those who do it all the same"
)]

mod acquire;
mod coming_back;
mod destructors;
mod extremes;
mod incidents;
mod job;
mod locks;
mod measured;
mod ninety_three_minutes;
mod overheld;
mod queue;
mod released;
mod run;
mod runs;
mod runtimes;
mod value;

//! What the coordination layer costs, beside the raw primitives that it is made of.
//!
//! Each [`Pair`] does the same work twice: with a primitive of tokio's or of the standard library, and with ours. The work is what both
//! can do; what only ours does (ends that are told, limits that are kept, owners that are checked) is the price that is measured.
//!
//! `cargo bench -p endstate-cost` measures time, `ci/measure/coordination.sh` counts instructions, which are steady where time is not.
#![expect(
    clippy::await_holding_invalid_type,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the raw primitives are what is compared with"
)]

mod handles;
mod permits;
mod tasks;
mod topics;

/// The same work, done raw and done with ours.
#[derive(Clone, Copy)]
pub struct Pair {
    /// What is done.
    pub name: &'static str,
    /// How many children, waiters, keys or topics there are, each for a measurement of its own.
    pub sizes: &'static [usize],
    /// Done with a raw primitive.
    pub raw: fn(Load),
    /// Done with ours.
    pub ours: fn(Load),
}

/// How much of it is done.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// How many children, waiters, keys or topics there are.
    pub size: usize,
    /// How many times the work is done.
    pub rounds: usize,
}

/// Everything that is measured.
pub const PAIRS: &[Pair] = &[
    tasks::SPAWN_AND_JOIN,
    tasks::SCOPES,
    permits::ACQUIRE,
    permits::CONTEND,
    permits::RUN,
    handles::OPEN_AND_CLOSE,
    handles::LOOK_UP,
    topics::SUBSCRIBE,
    topics::ANNOUNCE,
    topics::FAN_OUT,
];

/// On one thread, where instructions can be counted.
fn on_one_thread(work: impl Future) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    runtime.expect("a runtime").block_on(work);
}

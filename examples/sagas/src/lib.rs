//! The control experiment: five incidents, each in a plain version and in one with endstate, under the same faults.
//!
//! Each saga is a folder: `before.rs` is what a competent developer writes on a normal day with tokio and sqlx, `after.rs` the same
//! system with endstate, and `mod.rs` the world that both live in: what is asked of them, what goes wrong, and what is counted.

pub mod arguments;
pub mod database;
pub mod dice;
pub mod experiment;
pub mod measure;
pub mod report;
pub mod saga;
pub mod unenforced_invariant;
pub mod unordered_subscription;
pub mod unowned_handle;
pub mod unscoped_lock;
pub mod unsupervised_task;

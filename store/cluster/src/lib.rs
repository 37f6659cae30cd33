//! A Postgres server of its own for a test, a benchmark or a chaos run.
//!
//! It takes the programs that are installed and a temporary folder, listens on a free port of 127.0.0.1, and never outlives the
//! process that started it, however that one ends.
//!
//! A test of both databases:
//!
//! ```
//! for database in endstate_cluster::databases() {
//!     println!("{}: {}", database.engine(), database.url());
//! }
//! ```
//!
//! Where no Postgres is installed, the loop has SQLite alone and the process says once what is left out; with
//! `ENDSTATE_REQUIRE_POSTGRES=1` it panics instead. `ci/postgres` installs Postgres.
//!
//! Everything here blocks its thread: a test calls it before it starts its work, or in `spawn_blocking`.

mod cluster;
mod database;
mod installed;
mod keeper;
mod port;
mod settings;
mod shared;
mod unavailable;

pub use self::{
    cluster::{Cluster, Shutdown},
    database::{Database, Engine, databases},
    shared::shared,
    unavailable::Unavailable,
};

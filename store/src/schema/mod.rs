//! What the database itself enforces: the same rules as the types, for whoever comes by another way.
//!
//! Everything is generated from the [`Table`], as a list of named objects. [`migrate`] creates them, [`check`] compares them with
//! what is there, and the tests drop each of them once, to see that something then goes through which must not.

mod check;
#[cfg(feature = "sqlite")]
mod definition;
mod migrate;
mod objects;
#[cfg(feature = "postgres")]
mod postgres;
mod report;
mod rules;
#[cfg(feature = "sqlite")]
mod sqlite;
mod steps;
#[cfg(all(test, feature = "sqlite", feature = "postgres"))]
mod tests;

pub use self::report::{Difference, Report};
pub(crate) use self::{check::check, migrate::migrate, objects::named};

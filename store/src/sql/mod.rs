//! One way to talk to either database. What differs between them is here and in `schema`, and nowhere else.

mod dialect;
mod field;
mod link;
mod pool;
mod record;
mod values;

pub(crate) use self::{
    dialect::Dialect,
    link::{Link, Transaction},
    pool::Pool,
    record::Record,
};
pub use self::{
    field::{ColumnType, Field},
    values::Values,
};

/// The text of a statement, shared: sqlx keeps one prepared statement for each.
pub(crate) type Sql = std::sync::Arc<str>;

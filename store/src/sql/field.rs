//! What a state's field has to be to become a column.

#[cfg(feature = "postgres")]
use sqlx::Postgres;
#[cfg(feature = "sqlite")]
use sqlx::Sqlite;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
use sqlx::{Decode, Encode, Type};

/// The type of a state's field: one that sqlx stores in every database whose feature is on.
///
/// Implement sqlx's `Type`, `Encode` and `Decode` (there are derives for them), and this comes by itself.
///
/// ```
/// use endstate_store::{Field, sqlx};
///
/// /// How a job is to be done, as text in its column.
/// #[derive(sqlx::Type)]
/// #[sqlx(rename_all = "snake_case")]
/// enum Speed {
///     Careful,
///     Quick,
/// }
///
/// fn is_field<T: Field>() {}
/// is_field::<Speed>();
/// is_field::<Option<String>>();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a column of a durable state",
    label = "not stored by every database whose feature is on",
    note = "the fields of a durable state are its evidence: each needs sqlx's `Type`, `Encode` and `Decode`, as `#[derive(sqlx::Type)]` gives them"
)]
pub trait Field: SqliteField + PostgresField {}
#[diagnostic::do_not_recommend]
impl<T: SqliteField + PostgresField> Field for T {}

#[doc(hidden)]
#[cfg(feature = "sqlite")]
pub trait SqliteField:
    Type<Sqlite> + for<'q> Encode<'q, Sqlite> + for<'r> Decode<'r, Sqlite>
{
}
#[cfg(feature = "sqlite")]
#[diagnostic::do_not_recommend]
impl<T: Type<Sqlite> + for<'q> Encode<'q, Sqlite> + for<'r> Decode<'r, Sqlite>> SqliteField for T {}

#[doc(hidden)]
#[cfg(not(feature = "sqlite"))]
pub trait SqliteField {}
#[cfg(not(feature = "sqlite"))]
impl<T> SqliteField for T {}

#[doc(hidden)]
#[cfg(feature = "postgres")]
pub trait PostgresField:
    Type<Postgres> + for<'q> Encode<'q, Postgres> + for<'r> Decode<'r, Postgres>
{
}
#[cfg(feature = "postgres")]
#[diagnostic::do_not_recommend]
impl<T: Type<Postgres> + for<'q> Encode<'q, Postgres> + for<'r> Decode<'r, Postgres>> PostgresField
    for T
{
}

#[doc(hidden)]
#[cfg(not(feature = "postgres"))]
pub trait PostgresField {}
#[cfg(not(feature = "postgres"))]
impl<T> PostgresField for T {}

/// The name of the column type that a field's type is stored as, in each database.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(hidden)]
pub struct ColumnType {
    #[cfg(feature = "sqlite")]
    pub(crate) sqlite: String,
    #[cfg(feature = "postgres")]
    pub(crate) postgres: String,
}

impl ColumnType {
    #[doc(hidden)]
    #[must_use]
    pub fn of<T: Field>() -> Self {
        #[cfg(any(feature = "sqlite", feature = "postgres"))]
        use sqlx::TypeInfo;
        Self {
            #[cfg(feature = "sqlite")]
            sqlite: strict(<T as Type<Sqlite>>::type_info().name()).to_owned(),
            #[cfg(feature = "postgres")]
            postgres: <T as Type<Postgres>>::type_info().name().to_owned(),
        }
    }

    pub(crate) fn name(&self, dialect: super::Dialect) -> &str {
        match dialect {
            #[cfg(feature = "sqlite")]
            super::Dialect::Sqlite => &self.sqlite,
            #[cfg(feature = "postgres")]
            super::Dialect::Postgres => &self.postgres,
        }
    }
}

/// What a `STRICT` table calls it.
#[cfg(feature = "sqlite")]
fn strict(name: &str) -> &'static str {
    match name {
        "BOOLEAN" | "INTEGER" | "INT4" | "INT8" | "BIGINT" => "INTEGER",
        "REAL" | "FLOAT" => "REAL",
        "BLOB" => "BLOB",
        "NUMERIC" => "ANY",
        // Dates and times are stored as text.
        _ => "TEXT",
    }
}

//! A row that a statement returned, in either database.

#[cfg(feature = "postgres")]
use sqlx::postgres::PgRow;
#[cfg(feature = "sqlite")]
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, ValueRef as _};
use uuid::Uuid;

use super::Field;

/// A row that a statement returned.
pub(crate) enum Record {
    #[cfg(feature = "sqlite")]
    Sqlite(SqliteRow),
    #[cfg(feature = "postgres")]
    Postgres(PgRow),
}

impl Record {
    /// The value of a column, which has to be there: sqlx reads a NULL of SQLite as an empty text or a zero.
    pub(crate) fn get<T: Field>(&self, column: &str) -> Result<T, sqlx::Error> {
        if self.is_null(column)? {
            return Err(sqlx::Error::ColumnDecode {
                index: column.to_owned(),
                source: Box::new(sqlx::error::UnexpectedNullError),
            });
        }
        self.nullable(column)
    }

    /// The value of a column, NULL or not, for a type that says what NULL is.
    pub(crate) fn nullable<T: Field>(&self, column: &str) -> Result<T, sqlx::Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(row) => row.try_get(column),
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => row.try_get(column),
        }
    }

    fn is_null(&self, column: &str) -> Result<bool, sqlx::Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(row) => Ok(row.try_get_raw(column)?.is_null()),
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => Ok(row.try_get_raw(column)?.is_null()),
        }
    }

    /// The id in a column.
    pub(crate) fn id(&self, column: &str) -> Result<Uuid, sqlx::Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(row) => {
                let text: &str = row.try_get(column)?;
                Uuid::try_parse(text).map_err(|error| sqlx::Error::ColumnDecode {
                    index: column.to_owned(),
                    source: error.into(),
                })
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => row.try_get(column),
        }
    }

    /// The same, where there may be none.
    pub(crate) fn maybe_id(&self, column: &str) -> Result<Option<Uuid>, sqlx::Error> {
        if self.is_null(column)? {
            Ok(None)
        } else {
            self.id(column).map(Some)
        }
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record").finish_non_exhaustive()
    }
}

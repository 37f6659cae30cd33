//! The values of a statement, in either database.

use sqlx::Arguments as _;
#[cfg(feature = "postgres")]
use sqlx::postgres::PgArguments;
#[cfg(feature = "sqlite")]
use sqlx::sqlite::SqliteArguments;
use uuid::Uuid;

use super::{Dialect, Field};
use endstate::BoxError;

/// The values of a statement, in the order of its placeholders. A state writes its evidence into one.
#[derive(Debug)]
pub struct Values {
    arguments: Arguments,
    /// The first value that could not be encoded.
    problem: Option<BoxError>,
}

#[derive(Debug, Clone)]
pub(super) enum Arguments {
    #[cfg(feature = "sqlite")]
    Sqlite(SqliteArguments),
    #[cfg(feature = "postgres")]
    Postgres(PgArguments),
}

impl Values {
    pub(crate) fn new(dialect: Dialect) -> Self {
        let arguments = match dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => Arguments::Sqlite(SqliteArguments::default()),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => Arguments::Postgres(PgArguments::default()),
        };
        Self {
            arguments,
            problem: None,
        }
    }

    /// Adds the next value.
    pub(crate) fn push<T: Field>(&mut self, value: &T) {
        let added = match &mut self.arguments {
            #[cfg(feature = "sqlite")]
            Arguments::Sqlite(arguments) => arguments.add(value),
            #[cfg(feature = "postgres")]
            Arguments::Postgres(arguments) => arguments.add(value),
        };
        if let Err(problem) = added {
            self.problem.get_or_insert(problem);
        }
    }

    pub(crate) fn with(mut self, value: i64) -> Self {
        self.push(&value);
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self.push(&text.to_owned());
        self
    }

    /// Adds the id of a row or of a process.
    pub(crate) fn id(mut self, id: Uuid) -> Self {
        match &mut self.arguments {
            #[cfg(feature = "sqlite")]
            Arguments::Sqlite(_) => self.push(&id.to_string()),
            #[cfg(feature = "postgres")]
            Arguments::Postgres(arguments) => {
                if let Err(problem) = arguments.add(id) {
                    self.problem.get_or_insert(problem);
                }
            }
        }
        self
    }

    /// Adds many ids as one value: a JSON array where the database has no arrays.
    pub(crate) fn ids(mut self, ids: &[Uuid]) -> Self {
        match &mut self.arguments {
            #[cfg(feature = "sqlite")]
            Arguments::Sqlite(_) => {
                let mut json = String::with_capacity(ids.len() * 39 + 2);
                json.push('[');
                for (nth, id) in ids.iter().enumerate() {
                    let comma = if nth == 0 { "" } else { "," };
                    json.push_str(comma);
                    json.push('"');
                    json.push_str(&id.to_string());
                    json.push('"');
                }
                json.push(']');
                self.push(&json);
            }
            #[cfg(feature = "postgres")]
            Arguments::Postgres(arguments) => {
                if let Err(problem) = arguments.add(ids) {
                    self.problem.get_or_insert(problem);
                }
            }
        }
        self
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match &self.arguments {
            #[cfg(feature = "sqlite")]
            Arguments::Sqlite(arguments) => arguments.len(),
            #[cfg(feature = "postgres")]
            Arguments::Postgres(arguments) => arguments.len(),
        }
    }

    /// A copy for one attempt.
    pub(super) fn attempt(&self) -> Result<Arguments, sqlx::Error> {
        match &self.problem {
            None => Ok(self.arguments.clone()),
            Some(problem) => Err(sqlx::Error::Encode(problem.to_string().into())),
        }
    }
}

//! Comparing the live schema with the generated one.

#[cfg(feature = "postgres")]
mod mend;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
pub(super) mod rebuild;
#[cfg(feature = "sqlite")]
mod sqlite;

use super::{
    migrate::exists,
    objects::{Kind, Object, objects},
    report::{Difference, Report},
};
use crate::{
    error::Error,
    sql::{Dialect, Pool, Transaction},
    table::Table,
};

const DOING: &str = "comparing a table's schema";

fn failed(source: sqlx::Error) -> Error {
    Error::Database {
        doing: DOING,
        source,
    }
}

pub(crate) async fn check(pool: &Pool, table: &Table) -> Result<Report, Error> {
    let mut transaction = pool.begin().await.map_err(failed)?;
    let report = differences(&mut transaction, table).await;
    // Whatever was made for the comparison goes.
    let _ = transaction.rollback().await;
    report
}

pub(super) async fn differences(
    transaction: &mut Transaction,
    table: &Table,
) -> Result<Report, Error> {
    let wanted = objects(table, None);
    if !exists(transaction, table).await? {
        let missing = wanted.iter().map(missing).collect();
        return Ok(Report {
            table: table.name,
            differences: missing,
            script: None,
        });
    }
    match table.dialect {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => sqlite::differences(transaction, table, &wanted).await,
        #[cfg(feature = "postgres")]
        Dialect::Postgres => postgres::differences(transaction, table, &wanted).await,
    }
}

fn missing(object: &Object) -> Difference {
    Difference {
        object: titled(object.kind, &object.name),
        problem: "is missing",
        mend: Some(object.create.clone()),
    }
}

fn titled(kind: Kind, name: &str) -> String {
    format!("{} `{name}`", kind.word())
}

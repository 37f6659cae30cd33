//! Making the table.

use super::{
    check::differences,
    objects::{lifecycles, making, objects},
};
use crate::{
    error::Error,
    sql::{Dialect, Pool, Sql, Transaction, Values},
    table::Table,
};

const DOING: &str = "migrating a table";

fn failed(source: sqlx::Error) -> Error {
    Error::Database {
        doing: DOING,
        source,
    }
}

/// Makes everything where nothing is there, and leaves everything where it is as it should be.
pub(crate) async fn migrate(pool: &Pool, table: &Table) -> Result<(), Error> {
    let mut transaction = pool.begin().await.map_err(failed)?;
    match table.dialect {
        // Its transaction is the only one that writes.
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => {}
        #[cfg(feature = "postgres")]
        Dialect::Postgres => {
            let lock = "SELECT pg_advisory_xact_lock(7308331219463267173)";
            transaction.link().script(lock).await.map_err(failed)?;
        }
    }
    let mut link = transaction.link();
    link.script(&lifecycles(table.dialect))
        .await
        .map_err(failed)?;
    is_not_newer(&mut transaction, table).await?;
    if exists(&mut transaction, table).await? {
        let report = differences(&mut transaction, table).await?;
        if !report.is_empty() {
            return Err(Error::Drifted {
                table: table.name,
                lifecycle: table.lifecycle,
                mend: report.sql(),
            });
        }
    } else {
        let make = making(&objects(table, None));
        transaction.link().script(&make).await.map_err(failed)?;
    }
    let version = Sql::from(format!(
        "INSERT INTO \"endstate_lifecycles\" (\"table_name\", \"lifecycle\", \"version\", \"migrated_at\") \
         VALUES ($1, $2, $3, {}) ON CONFLICT (\"table_name\") DO UPDATE SET \"version\" = excluded.\"version\", \
         \"lifecycle\" = excluded.\"lifecycle\", \"migrated_at\" = excluded.\"migrated_at\" \
         WHERE \"endstate_lifecycles\".\"version\" <> excluded.\"version\"",
        table.dialect.now()
    ));
    let values = Values::new(table.dialect)
        .text(table.name)
        .text(table.lifecycle)
        .with(i64::from(table.version));
    transaction
        .link()
        .execute(&version, &values)
        .await
        .map_err(failed)?;
    transaction.commit().await.map_err(failed)
}

async fn is_not_newer(transaction: &mut Transaction, table: &Table) -> Result<(), Error> {
    let sql =
        Sql::from("SELECT \"version\" FROM \"endstate_lifecycles\" WHERE \"table_name\" = $1");
    let values = Values::new(table.dialect).text(table.name);
    let rows = transaction
        .link()
        .fetch(&sql, &values)
        .await
        .map_err(failed)?;
    let Some(row) = rows.first() else {
        return Ok(());
    };
    let found: i64 = row.get("version").map_err(failed)?;
    table.knows(found)
}

pub(super) async fn exists(transaction: &mut Transaction, table: &Table) -> Result<bool, Error> {
    let text = match table.dialect {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1",
        #[cfg(feature = "postgres")]
        Dialect::Postgres => {
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1"
        }
    };
    let values = Values::new(table.dialect).text(table.name);
    let rows = transaction
        .link()
        .fetch(&Sql::from(text), &values)
        .await
        .map_err(failed)?;
    Ok(!rows.is_empty())
}

//! Rows that are there before anything is measured.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection, types::Uuid};

use crate::{
    Result,
    place::{Place, Pool},
};

/// What so many rows are like.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rows {
    Ready(usize),
    Done(usize),
    /// Driven by a process that is dead, with a lease that was over long ago.
    Orphaned(usize),
}

impl Rows {
    fn count(self) -> usize {
        match self {
            Self::Ready(count) | Self::Done(count) | Self::Orphaned(count) => count,
        }
    }

    /// The values of status to result.
    fn values(self, now: &str) -> String {
        match self {
            Self::Ready(_) => "'queued', 1, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL".to_owned(),
            Self::Done(_) => {
                format!("'done', 3, 1, 1, NULL, NULL, NULL, {now}, 'completed', 'a result'")
            }
            Self::Orphaned(_) => format!(
                "'queued', 2, 1, 1, '0193c0de-0000-7000-9000-000000000000', {now} - 3600000, {now} + 3600000, NULL, NULL, NULL"
            ),
        }
    }

    /// Two statements, with the first id and the last one as values: of the table, and of its history.
    fn statements(self, from: &str, id: &str, now: &str) -> [String; 2] {
        let values = self.values(now);
        [
            format!(
                "INSERT INTO jobs (id, max_attempts, created_at, status, version, epoch, attempt, owner, lease_until, \
                 deadline_at, finished_at, outcome, result) SELECT {id}, 1, {now}, {values} {from}"
            ),
            format!(
                "INSERT INTO jobs_history (id, version, to_status, at, epoch, attempt) SELECT {id}, 1, 'queued', {now}, 0, 0 {from}"
            ),
        ]
    }
}

/// The id of the nth row, from 1.
pub(crate) fn id(nth: u128) -> Uuid {
    Uuid::from_u128(0x0193_c0de_0000_7000_8000_0000_0000_0000 + nth)
}

/// Adds rows to the table, which is there and empty: the triggers are asked for none of them, the checks for each.
pub(crate) async fn fill(place: &Place, rows: &[Rows]) -> Result<()> {
    match place.connect(1).await? {
        Pool::Sqlite(pool) => {
            let mut connection = pool.acquire().await?;
            sqlite(&mut connection, rows).await?;
            drop(connection);
            pool.close().await;
        }
        Pool::Postgres(pool) => {
            let mut connection = pool.acquire().await?;
            postgres(&mut connection, rows).await?;
            drop(connection);
            pool.close().await;
        }
    }
    Ok(())
}

async fn sqlite(connection: &mut SqliteConnection, rows: &[Rows]) -> Result<()> {
    let mut transaction = connection.begin().await?;
    let triggers: Vec<(String, String)> =
        sqlx::query_as("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            .fetch_all(&mut *transaction)
            .await?;
    for (name, _) in &triggers {
        let drop = format!("DROP TRIGGER \"{name}\"");
        sqlx::raw_sql(AssertSqlSafe(drop))
            .execute(&mut *transaction)
            .await?;
    }
    let mut last = 0;
    for &rows in rows {
        let first = last + 1;
        last += i64::try_from(rows.count())?;
        for sql in rows.statements(
            "FROM nth",
            "format('0193c0de-0000-7000-8000-%012x', n)",
            "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
        ) {
            let nth = "WITH RECURSIVE nth(n) AS (SELECT ?1 WHERE ?1 <= ?2 UNION ALL SELECT n + 1 FROM nth WHERE n < ?2)";
            sqlx::query(AssertSqlSafe(format!("{nth} {sql}")))
                .bind(first)
                .bind(last)
                .execute(&mut *transaction)
                .await?;
        }
    }
    for (_, sql) in triggers {
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn postgres(connection: &mut PgConnection, rows: &[Rows]) -> Result<()> {
    sqlx::raw_sql("SET session_replication_role = replica")
        .execute(&mut *connection)
        .await?;
    let mut last = 0;
    for &rows in rows {
        let first = last + 1;
        last += i64::try_from(rows.count())?;
        for sql in rows.statements(
            "FROM generate_series($1, $2) AS n",
            "('0193c0de-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
            "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
        ) {
            sqlx::query(AssertSqlSafe(sql))
                .bind(first)
                .bind(last)
                .execute(&mut *connection)
                .await?;
        }
    }
    // As the server does by itself, a minute later.
    sqlx::raw_sql("VACUUM ANALYZE jobs")
        .execute(&mut *connection)
        .await?;
    Ok(())
}

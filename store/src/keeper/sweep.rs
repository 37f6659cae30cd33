//! The sweep: every process recovers the rows of drivers that died, and ends those past their deadlines.

use std::sync::Arc;

use tokio::time::sleep;

use super::Kept;
use crate::{
    answer::answer,
    error::Error,
    plan::{Ending, Plan},
    sql::{Pool, Sql, Values},
    telemetry,
    wake::Topic,
};

/// How many rows one statement takes: a long transaction would keep others out.
const BATCH: i64 = 1000;

/// Sweeps, round after round.
pub(super) async fn sweeps(kept: &Kept, pool: &Pool) {
    tokio::join!(periodically(kept, pool), after_the_dead(kept, pool));
}

async fn periodically(kept: &Kept, pool: &Pool) {
    let every = kept.settings.sweep_every;
    loop {
        // Give or take a fifth, so that processes started together do not sweep together.
        sleep(every.mul_f64(fastrand::f64().mul_add(0.4, 0.8))).await;
        for plan in kept.plans() {
            if let Err(error) = kept.recover(pool, &plan).await {
                telemetry::sweep_failed(plan.table.name, &error);
            }
        }
    }
}

/// On one host the kernel tells at once which process died.
async fn after_the_dead(kept: &Kept, pool: &Pool) {
    #[cfg(feature = "sqlite")]
    if let Some(incarnation) = &kept.incarnation {
        loop {
            sleep(std::time::Duration::from_millis(250)).await;
            for dead in incarnation.dead() {
                let mut recovered = Ok(());
                for plan in kept.plans() {
                    recovered = recovered.and(kept.recover_owner(pool, &plan, dead.owner()).await);
                }
                let left_nothing = match recovered {
                    Ok(()) => kept.left_nothing(pool, dead.owner()).await,
                    Err(error) => Err(error),
                };
                match left_nothing {
                    Ok(true) => dead.forget(),
                    // Left for a process that knows the lifecycle, or for when this one does.
                    Ok(false) => {}
                    Err(error) => telemetry::sweep_failed("all tables", &error),
                }
            }
        }
    }
    let _ = (kept, pool);
    std::future::pending::<()>().await;
}

impl Kept {
    /// Whether the table is there and of no newer version than the process.
    pub(crate) async fn is_current(&self, pool: &Pool, plan: &Plan) -> Result<(), Error> {
        let (table, lifecycle) = (plan.table.name, plan.table.lifecycle);
        let not_migrated = Error::NotMigrated { table, lifecycle };
        let none = empty(plan);
        let call = pool.read(&plan.sql.version, &none);
        let rows = match answer(
            "reading a table's version",
            self.settings.answer_within,
            call,
        )
        .await
        {
            Ok(rows) => rows,
            // Busy, or on its way down or up.
            Err(error) if error.is_transient() => return Err(error),
            // The table of versions itself is missing.
            Err(Error::Database {
                source: sqlx::Error::Database(_),
                ..
            }) => return Err(not_migrated),
            Err(error) => return Err(error),
        };
        let Some(row) = rows.first() else {
            return Err(not_migrated);
        };
        let found: i64 = row.get("version").map_err(|source| Error::Database {
            doing: "reading a table's version",
            source,
        })?;
        let known = plan.table.knows(found);
        if known.is_err() {
            telemetry::newer(table);
        }
        known
    }

    /// One round over one table. A step that fails does not keep the others from being done.
    pub(crate) async fn recover(&self, pool: &Pool, plan: &Arc<Plan>) -> Result<(), Error> {
        // A newer version may end rows otherwise: leave them to its processes.
        self.is_current(pool, plan).await?;
        let sql = &plan.sql;
        let requeued = self
            .batches(pool, plan, &sql.requeue_lost, &|| Ok(empty(plan)))
            .await;
        telemetry::recovered(plan.table.name, "requeued", &requeued);
        let lost = self
            .batches_into(pool, plan, &sql.end_lost, &|| plan.lost())
            .await;
        telemetry::recovered(plan.table.name, "lost", &lost);
        let limit = self.settings.attempt_limit;
        let timed_out = self
            .batches_into(pool, plan, &sql.end_timed_out, &|| plan.timed_out(limit))
            .await;
        telemetry::recovered(plan.table.name, "timed_out", &timed_out);
        let mut overdue = Ok(0);
        for (place, statement) in sql.end_overdue.iter().enumerate() {
            let (Some(statement), Some((after, _))) =
                (statement, plan.table.states[place].deadline)
            else {
                continue;
            };
            let ended = self
                .batches(pool, plan, statement, &|| {
                    plan.overdue(place, after).map(Ending::values)
                })
                .await;
            overdue = overdue.and_then(|rows: u64| Ok(rows + ended?));
        }
        telemetry::recovered(plan.table.name, "overdue", &overdue);
        requeued.and(lost).and(timed_out).and(overdue).map(drop)
    }

    /// The rows of a process that is known to be dead, whatever their leases say.
    #[cfg(feature = "sqlite")]
    async fn recover_owner(
        &self,
        pool: &Pool,
        plan: &Arc<Plan>,
        owner: uuid::Uuid,
    ) -> Result<(), Error> {
        self.is_current(pool, plan).await?;
        let requeued = self
            .statement(pool, plan, &plan.sql.requeue_dead, &|| {
                Ok(empty(plan).with(i64::MAX).id(owner))
            })
            .await;
        let ending = plan.lost()?;
        let lost = match &plan.sql.end_dead[ending.place] {
            Some(sql) => {
                let values = || Ok(plan.lost()?.values().with(i64::MAX).id(owner));
                self.statement(pool, plan, sql, &values).await
            }
            None => Ok(0),
        };
        telemetry::recovered(plan.table.name, "requeued", &requeued);
        telemetry::recovered(plan.table.name, "lost", &lost);
        requeued.and(lost).map(drop)
    }

    /// Whether no table has a row of this owner, also none whose lifecycle this process does not know, or not yet.
    #[cfg(feature = "sqlite")]
    async fn left_nothing(&self, pool: &Pool, owner: uuid::Uuid) -> Result<bool, Error> {
        let doing = "looking for rows of a dead process";
        let look = async |sql: String, values: Values| {
            let sql = Sql::from(sql);
            let call = pool.read(&sql, &values);
            match answer(doing, self.settings.answer_within, call).await {
                // A table that is not there has no rows.
                Err(error) if !error.is_transient() => Ok(Vec::new()),
                rows => rows,
            }
        };
        let dialect = pool.dialect();
        let tables = "SELECT \"table_name\" FROM \"endstate_lifecycles\"".to_owned();
        for table in look(tables, Values::new(dialect)).await? {
            let name: String = table
                .get("table_name")
                .map_err(|source| Error::Database { doing, source })?;
            let name = dialect.name(&name);
            let row = format!("SELECT 1 FROM {name} WHERE \"owner\" = $1 LIMIT 1");
            if !look(row, Values::new(dialect).id(owner)).await?.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn batches_into(
        &self,
        pool: &Pool,
        plan: &Plan,
        statements: &[Option<Sql>],
        ending: &(dyn Fn() -> Result<Ending, Error> + Sync),
    ) -> Result<u64, Error> {
        match &statements[ending()?.place] {
            Some(sql) => {
                self.batches(pool, plan, sql, &|| ending().map(Ending::values))
                    .await
            }
            None => Ok(0),
        }
    }

    /// One conditional statement, again and again until nothing is left.
    async fn batches(
        &self,
        pool: &Pool,
        plan: &Plan,
        sql: &Sql,
        values: &(dyn Fn() -> Result<Values, Error> + Sync),
    ) -> Result<u64, Error> {
        let mut all = 0;
        loop {
            let rows = self
                .statement(pool, plan, sql, &|| Ok(values()?.with(BATCH)))
                .await?;
            all += rows;
            if rows < BATCH.unsigned_abs() {
                return Ok(all);
            }
        }
    }

    async fn statement(
        &self,
        pool: &Pool,
        plan: &Plan,
        sql: &Sql,
        values: &(dyn Fn() -> Result<Values, Error> + Sync),
    ) -> Result<u64, Error> {
        let values = values()?;
        let call = pool.write(sql, &values);
        let rows = answer("recovering rows", self.settings.answer_within, call).await?;
        let moved: Vec<Topic> = rows
            .iter()
            .filter_map(|row| row.id("id").ok())
            .map(Topic::Row)
            .collect();
        if !moved.is_empty() {
            self.wakes
                .moved(moved.into_iter().chain([Topic::Table(plan.table.name)]));
        }
        Ok(rows.len() as u64)
    }
}

fn empty(plan: &Plan) -> Values {
    Values::new(plan.table.dialect)
}

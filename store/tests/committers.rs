//! Postgres lets one transaction with a NOTIFY commit at a time, in the whole cluster: no move waits for that.
#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::num::NonZeroUsize;

use endstate_cluster::Cluster;
use endstate_store::sqlx;
use sqlx::{Connection as _, PgConnection, PgPool};
use support::{project::*, quick};
use tokio::time::{Duration, sleep, timeout};

const SOON: Duration = Duration::from_secs(20);
const SIXTEEN: NonZeroUsize = NonZeroUsize::new(16).unwrap();

/// Until a session is as `condition` says.
async fn sessions(look: &PgPool, condition: &str) {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {condition})");
    let found = async {
        loop {
            let query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql.clone()));
            if query.fetch_one(look).await.unwrap() {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(SOON, found).await.expect(condition);
}

#[test]
fn many_commit_while_somebody_holds_the_lock_on_notifications() {
    if endstate_cluster::Database::postgres().is_none() {
        return;
    }
    // Who asks for it waits for a standby that there is not, in the middle of its commit.
    let settings = [
        "synchronous_standby_names=nobody",
        "synchronous_commit=local",
    ];
    let cluster = Cluster::with(&settings).unwrap();
    let url = cluster.database("committers").unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let look = PgPool::connect(&url).await.unwrap();
        let follow_ups = "CREATE TABLE follow_ups (id TEXT PRIMARY KEY)";
        sqlx::raw_sql(follow_ups).execute(&look).await.unwrap();
        let store = quick().lease(SOON).connect(&url).await.unwrap();
        store.migrate::<ProjectState>().await.unwrap();
        for nth in 0..100 {
            let repo = nth.to_string();
            store.create(Initialized { repo }).await.unwrap();
        }
        let mut holder = PgConnection::connect(&url).await.unwrap();
        let hold = async {
            // What writes nothing waits for nothing.
            let notify = "SET synchronous_commit = on; \
                 BEGIN; INSERT INTO follow_ups VALUES ('x'); NOTIFY somebody; COMMIT";
            sqlx::raw_sql(notify).execute(&mut holder).await.unwrap()
        };
        let commit = async {
            sessions(&look, "pg_stat_activity WHERE wait_event = 'SyncRep'").await;
            let workers = store.workers(SIXTEEN).until_idle();
            let driven = workers.run::<ProjectState, _, _>(complete);
            let driven = timeout(SOON, driven).await;
            assert_eq!(driven.expect("a commit waited for the lock").unwrap(), 100);
            // The store's own messenger does wait: the lock was held all the while.
            let waits = "pg_locks WHERE NOT granted AND locktype = 'object' AND objid = 0";
            sessions(&look, waits).await;
            sqlx::raw_sql(
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
            )
            .execute(&look)
            .await
            .unwrap();
        };
        tokio::join!(hold, commit);
        store.shutdown(SOON).await;
    });
}

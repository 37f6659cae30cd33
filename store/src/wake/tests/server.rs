//! A database of its own for each test, on the server of this process.

use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use tokio::time::timeout;

use super::{Uuid, WITHIN};

/// Runs `test` with a new database, in any encoding that a text may be in.
pub(super) async fn with_database(test: impl AsyncFnOnce(PgConnectOptions)) {
    with_database_of("", test).await;
}

/// The same, with options for `CREATE DATABASE`.
pub(super) async fn with_database_of(with: &str, test: impl AsyncFnOnce(PgConnectOptions)) {
    // Without one it says what is left out, and fails where nothing may be.
    let Some(cluster) = endstate_cluster::shared() else {
        return;
    };
    let server: PgConnectOptions = cluster.url().parse().unwrap();
    let mut admin = server.connect().await.unwrap();
    let name = format!("wake_{}", Uuid::now_v7().simple());
    run(&mut admin, &format!("CREATE DATABASE {name} {with}")).await;
    timeout(WITHIN, test(server.database(&name))).await.unwrap();
    run(&mut admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    admin.close().await.unwrap();
}

pub(super) async fn run(connection: &mut PgConnection, statement: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
        .execute(connection)
        .await
        .unwrap();
}

//! A database of its own for each test, on the server that the environment names.

use std::{
    env,
    io::{self, Write},
};

use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use tokio::time::timeout;

use super::{Uuid, WITHIN};

/// The server's URL, with a user who may make databases.
const SERVER: &str = "ENDSTATE_TEST_POSTGRES";

/// Runs `test` with a new database, in any encoding that a text may be in.
pub(super) async fn with_database(test: impl AsyncFnOnce(PgConnectOptions)) {
    with_database_of("", test).await;
}

/// The same, with options for `CREATE DATABASE`.
pub(super) async fn with_database_of(with: &str, test: impl AsyncFnOnce(PgConnectOptions)) {
    let Ok(url) = env::var(SERVER) else {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        // Not `eprintln`, which is kept from whoever looks at a test that passes.
        writeln!(io::stderr(), "LEFT OUT, no {SERVER}: {name}").unwrap();
        return;
    };
    let server: PgConnectOptions = url.parse().unwrap();
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

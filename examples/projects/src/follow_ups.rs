//! The questions: a table of the program's own, that the store knows nothing of.

use endstate::BoxError;
use endstate_store::{
    Tx,
    sqlx::{self, Connection as _, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions},
};

const TABLE: &str = "CREATE TABLE IF NOT EXISTS follow_ups \
                     (id TEXT NOT NULL PRIMARY KEY, question TEXT NOT NULL, answer TEXT)";

/// Makes the table where it is not there yet.
///
/// # Errors
///
/// The database's own.
pub async fn create_table(url: &str) -> Result<(), BoxError> {
    if is_postgres(url) {
        let mut connection = PgConnection::connect(url).await?;
        sqlx::raw_sql(TABLE).execute(&mut connection).await?;
        connection.close().await?;
    } else {
        let options: SqliteConnectOptions = url.parse()?;
        let options = options.create_if_missing(true);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        sqlx::raw_sql(TABLE).execute(&mut connection).await?;
        connection.close().await?;
    }
    Ok(())
}

/// Whether the URL is one of Postgres.
#[must_use]
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres")
}

/// Writes a question, in the transaction of the state that it belongs to.
///
/// # Errors
///
/// The database's own.
pub async fn ask(tx: &mut Tx, id: &str, question: &str) -> Result<(), BoxError> {
    let insert = "INSERT INTO follow_ups (id, question) VALUES ($1, $2)";
    write(tx, insert, id, question).await
}

/// Writes the answer to it.
///
/// # Errors
///
/// The database's own.
pub async fn answer(tx: &mut Tx, id: &str, answer: &str) -> Result<(), BoxError> {
    let update = "UPDATE follow_ups SET answer = $2 WHERE id = $1";
    write(tx, update, id, answer).await
}

/// The same SQL on both.
async fn write(tx: &mut Tx, sql: &'static str, id: &str, text: &str) -> Result<(), BoxError> {
    if let Ok(connection) = tx.postgres() {
        let query = sqlx::query(sql).bind(id).bind(text);
        query.execute(connection).await?;
    } else {
        let query = sqlx::query(sql).bind(id).bind(text);
        query.execute(tx.sqlite()?).await?;
    }
    Ok(())
}

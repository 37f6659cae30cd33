//! What somebody writes who knows both databases well: the statements of the store with plain sqlx, on the table that the store makes.

mod postgres;
mod sqlite;

use std::time::Duration;

use crate::{
    Result,
    fill::Rows,
    job::prepare,
    load::Load,
    place::{Place, Pool},
};

pub(crate) async fn transitions(place: &Place, load: Load) -> Result<Duration> {
    prepare(place, &[Rows::Ready(load.workers)]).await?;
    match place.connect(load.workers).await? {
        Pool::Sqlite(pool) => sqlite::transitions(pool, load).await,
        Pool::Postgres(pool) => postgres::transitions(pool, load).await,
    }
}

pub(crate) async fn jobs(place: &Place, load: Load) -> Result<Duration> {
    prepare(place, &[Rows::Ready(load.count)]).await?;
    match place.connect(load.workers).await? {
        Pool::Sqlite(pool) => sqlite::jobs(pool, load).await,
        Pool::Postgres(pool) => postgres::jobs(pool, load).await,
    }
}

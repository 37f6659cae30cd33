//! Hears what other processes tell.

use std::{convert::Infallible, io};

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::time::timeout;

use super::{Timing, channel, within};
use crate::backoff::Backoff;
use crate::wake::{Wakes, lost::lost, message};

pub(super) async fn listen(
    wakes: &Wakes,
    database: &PgConnectOptions,
    timing: Timing,
) -> Infallible {
    let database = database.clone().application_name("endstate listener");
    let mut backoff = Backoff::new();
    loop {
        let Err(error) = hear(wakes, &database, timing, &mut backoff).await;
        lost("postgres listener", &error);
        backoff.pause().await;
    }
}

/// Until the first sign that the connection is not what it was: then notifications may be lost.
async fn hear(
    wakes: &Wakes,
    database: &PgConnectOptions,
    timing: Timing,
    backoff: &mut Backoff,
) -> Result<Infallible, sqlx::Error> {
    // Boxed: connecting takes much more space than what comes after it.
    let connecting = Box::pin(connect(database, timing));
    let mut listener = within(timing.answer_within, connecting).await?;
    // Only now: a move from here on is heard, and one from before is seen by whoever looks.
    wakes.wake_all();
    backoff.reset();
    loop {
        match timeout(timing.ask_after, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => {
                message::hear(notification.payload(), wakes);
            }
            Ok(Ok(None)) => return Err(io::Error::from(io::ErrorKind::ConnectionAborted).into()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                let question = sqlx::query("SELECT 1").execute(&mut listener);
                within(timing.answer_within, question).await?;
            }
        }
    }
}

async fn connect(database: &PgConnectOptions, timing: Timing) -> Result<PgListener, sqlx::Error> {
    // A pool of one, which a listener asks for. It is not used again: what it would keep may be half dead.
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(timing.answer_within)
        .max_lifetime(None)
        .idle_timeout(None)
        .connect_lazy_with(database.clone());
    let mut listener = PgListener::connect_with(&pool).await?;
    // It would listen again by itself, and tell us of it too late: see `hear`.
    listener.eager_reconnect(false);
    let channel = channel(&mut listener).await?;
    listener.listen(&channel).await?;
    Ok(listener)
}

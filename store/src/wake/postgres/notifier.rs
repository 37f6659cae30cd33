//! Tells other processes of our moves.

use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions};
use tokio::{select, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{Timing, channel, within};
use crate::{
    backoff::Backoff,
    wake::{Wakes, lost::lost, message},
};

pub(super) async fn notify(
    wakes: &Wakes,
    database: &PgConnectOptions,
    timing: Timing,
    shutdown: &CancellationToken,
) {
    let database = database.clone().application_name("endstate notifier");
    let mut backoff = Backoff::new();
    while let Err(error) = send(wakes, &database, timing, &mut backoff, shutdown).await {
        lost("postgres notifier", &error);
        if shutdown
            .run_until_cancelled(backoff.pause())
            .await
            .is_none()
        {
            return;
        }
    }
}

/// Until `shutdown`, and what was queued by then.
async fn send(
    wakes: &Wakes,
    database: &PgConnectOptions,
    timing: Timing,
    backoff: &mut Backoff,
    shutdown: &CancellationToken,
) -> Result<(), sqlx::Error> {
    let queue = &wakes.shared.queue;
    let connecting = Box::pin(connect(database));
    let (mut connection, channel) = within(timing.answer_within, connecting).await?;
    backoff.reset();
    loop {
        let is_last = select! {
            () = shutdown.cancelled() => true,
            () = queue.filled() => false,
        };
        if let Some(batch) = queue.take() {
            let messages = message::write(wakes.shared.origin, &batch);
            let sent = tell(&mut connection, &channel, &messages);
            if let Err(error) = within(timing.answer_within, sent).await {
                queue.put_back(batch);
                return Err(error);
            }
        }
        if is_last {
            return Ok(());
        }
        sleep(timing.gather).await;
    }
}

async fn connect(database: &PgConnectOptions) -> Result<(PgConnection, String), sqlx::Error> {
    let mut connection = database.connect().await?;
    // A notification is not worth a write to the disk, which the server's lock would last for.
    sqlx::query("SET synchronous_commit = off")
        .execute(&mut connection)
        .await?;
    let channel = channel(&mut connection).await?;
    Ok((connection, channel))
}

async fn tell(
    connection: &mut PgConnection,
    channel: &str,
    messages: &[String],
) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_notify($1, message) FROM unnest($2::text[]) AS message")
        .bind(channel)
        .bind(messages)
        .execute(connection)
        .await?;
    Ok(())
}

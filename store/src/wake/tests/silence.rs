//! A connection that went silent: nothing comes, and nothing says that it is dead.

use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

use super::{
    Running, TICK, Topic, Uuid, Wakes,
    postgres::{answer, answers, hears_that_it_missed, until_answered},
    server::with_database,
};
use crate::wake::postgres::{Timing, relay};

/// A link to the server, whose connections can be stopped without being closed.
struct Link {
    port: u16,
    stopped: watch::Sender<()>,
}

impl Link {
    async fn to(database: &PgConnectOptions) -> Self {
        let server = (database.get_host().to_owned(), database.get_port());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (stopped, stop) = watch::channel(());
        #[expect(
            clippy::disallowed_methods,
            reason = "it serves until the runtime of its test ends"
        )]
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(server.clone()).await.unwrap();
                tokio::spawn(forward(client, server, stop.clone()));
            }
        });
        Self { port, stopped }
    }
}

async fn forward(mut client: TcpStream, mut server: TcpStream, mut stop: watch::Receiver<()>) {
    stop.mark_unchanged();
    tokio::select! {
        _ = copy_bidirectional(&mut client, &mut server) => {}
        // Both stay open, and nobody reads.
        Ok(()) = stop.changed() => std::future::pending().await,
    }
}

#[tokio::test]
async fn a_listener_whose_connection_went_silent_is_rebuilt() {
    with_database(async |database| {
        let link = Link::to(&database).await;
        let (wakes, via_link) = Wakes::new(TICK);
        let id = Uuid::now_v7();
        let mut subscription = wakes.subscribe(Topic::Row(id));
        let linked = database.clone().host("127.0.0.1").port(link.port);
        let timing = Timing {
            ask_after: Duration::from_millis(20),
            answer_within: Duration::from_millis(500),
            ..Timing::default()
        };
        let _running = Running::start(via_link, move |via_link, shutdown| {
            Box::pin(async move { relay(&via_link.wakes, linked, timing, &shutdown).await })
        });
        hears_that_it_missed(&mut subscription).await;
        let pool = answers(&database).await;
        link.stopped.send(()).unwrap();
        // Its notification is lost, as one that was sent over the silent connection is.
        let (away, _) = Wakes::new(TICK);
        answer(&pool, &away, id).await;
        hears_that_it_missed(&mut subscription).await;
        until_answered(&pool, &mut subscription, id).await;
    })
    .await;
}

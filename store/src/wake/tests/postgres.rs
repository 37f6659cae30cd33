//! Processes on one Postgres server, each with a relay of its own.

use std::time::Duration;

use endstate::topic::{Received, Subscription};
use sqlx::{
    ConnectOptions, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio_util::sync::CancellationToken;

use super::{
    Running, TICK, Topic, Uuid, WITHIN, Wakes, at_once, ids,
    server::{run, with_database, with_database_of},
};

/// As far as wakes go, a process: it shares nothing with another one.
pub(super) struct Process {
    pub(super) wakes: Wakes,
    _running: Running,
}

impl Process {
    /// Resolves when it listens.
    pub(super) async fn start(database: &PgConnectOptions) -> Self {
        let (wakes, relay) = Wakes::new(TICK);
        let mut started = wakes.subscribe(Topic::Row(Uuid::nil()));
        let database = database.clone();
        let running = Running::start(relay, |relay, shutdown| {
            Box::pin(relay.postgres(database, shutdown))
        });
        hears_that_it_missed(&mut started).await;
        Self {
            wakes,
            _running: running,
        }
    }
}

/// What a listener says as soon as it listens.
pub(super) async fn hears_that_it_missed(subscription: &mut Subscription<Topic, ()>) {
    let received = subscription.next(WITHIN).await;
    assert_eq!(received, Ok(Received::Missed(None)));
}

pub(super) async fn answers(database: &PgConnectOptions) -> PgPool {
    let pool = PgPoolOptions::new()
        .max_connections(4)
        .acquire_timeout(WITHIN)
        .connect_with(database.clone())
        .await
        .unwrap();
    sqlx::query("CREATE TABLE IF NOT EXISTS answers (id uuid PRIMARY KEY)")
        .execute(&pool)
        .await
        .unwrap();
    pool
}

pub(super) async fn answer(answers: &PgPool, by: &Wakes, id: Uuid) {
    sqlx::query("INSERT INTO answers VALUES ($1)")
        .bind(id)
        .execute(answers)
        .await
        .unwrap();
    by.moved([Topic::Row(id)]);
}

pub(super) async fn until_answered(
    answers: &PgPool,
    subscription: &mut Subscription<Topic, ()>,
    id: Uuid,
) {
    let is_answered = async || {
        let found: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM answers WHERE id = $1)")
            .bind(id)
            .fetch_one(answers)
            .await?;
        Ok(found)
    };
    subscription.wait_until(TICK, is_answered).await.unwrap();
}

async fn notify(connection: &mut PgConnection, payload: &str) {
    sqlx::query("SELECT pg_notify('endstate_public', $1)")
        .bind(payload)
        .execute(connection)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_move_in_one_process_wakes_another_for_its_row_and_its_table() {
    with_database(async |database| {
        let here = Process::start(&database).await;
        let there = Process::start(&database).await;
        for topic in [Topic::Row(Uuid::now_v7()), Topic::Table("projects")] {
            let mut bystander = here.wakes.subscribe(Topic::Row(Uuid::now_v7()));
            let mut subscription = here.wakes.subscribe(topic);
            there.wakes.moved([topic]);
            let received = subscription.next(WITHIN).await;
            assert_eq!(received, Ok(Received::Event(())));
            bystander.next(Duration::ZERO).await.unwrap_err();
        }
    })
    .await;
}

#[tokio::test]
async fn a_move_in_another_schema_wakes_nobody() {
    with_database(async |database| {
        let mut session = database.connect().await.unwrap();
        run(&mut session, "CREATE SCHEMA other").await;
        let other = database.clone().options([("search_path", "other")]);
        let here = Process::start(&database).await;
        let there = Process::start(&database).await;
        let (away, witness) = (Process::start(&other).await, Process::start(&other).await);
        let [one, two] = ids(2)[..] else {
            unreachable!()
        };
        let mut seen = witness.wakes.subscribe(Topic::Row(one));
        let mut not_heard = here.wakes.subscribe(Topic::Row(one));
        let mut heard = here.wakes.subscribe(Topic::Row(two));
        away.wakes.moved([Topic::Row(one)]);
        seen.next(WITHIN).await.unwrap();
        // Notifications come in the order of their commits: what this one overtook was not for us.
        there.wakes.moved([Topic::Row(two)]);
        heard.next(WITHIN).await.unwrap();
        not_heard.next(Duration::ZERO).await.unwrap_err();
    })
    .await;
}

#[tokio::test]
async fn what_was_moved_before_the_shutdown_is_still_told() {
    with_database(async |database| {
        let here = Process::start(&database).await;
        let there = Process::start(&database).await;
        let ids = ids(1_000);
        let mut last = here.wakes.subscribe(Topic::Row(ids[999]));
        there.wakes.moved(ids.into_iter().map(Topic::Row));
        drop(there);
        assert_eq!(last.next(WITHIN).await, Ok(Received::Event(())));
    })
    .await;
}

#[tokio::test]
async fn more_moves_than_the_queue_holds_wake_everybody() {
    with_database(async |database| {
        let here = Process::start(&database).await;
        let (wakes, relay) = Wakes::new(TICK);
        // The relay is away.
        wakes.moved(ids(10_001).into_iter().map(Topic::Row));
        let mut bystander = here.wakes.subscribe(Topic::Row(Uuid::now_v7()));
        let shutdown = CancellationToken::new();
        shutdown.cancel();
        relay.postgres(database, shutdown).await;
        hears_that_it_missed(&mut bystander).await;
    })
    .await;
}

#[tokio::test]
async fn garbage_on_the_channel_does_no_harm() {
    // Without an encoding, so that a text may be any bytes.
    let bytes = "ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'";
    with_database_of(bytes, async |database| {
        let here = Process::start(&database).await;
        let id = Uuid::now_v7();
        let mut subscription = here.wakes.subscribe(Topic::Row(id));
        let mut session = database.connect().await.unwrap();
        for garbage in [
            "",
            "\n",
            "table:nobodys",
            "from:",
            "from:me",
            "Ünfug ' \" \\ $1",
        ] {
            notify(&mut session, garbage).await;
        }
        notify(&mut session, &"x".repeat(7_999)).await;
        let bytes = r"SELECT pg_notify('endstate_public', E'\xff\xc3')";
        run(&mut session, bytes).await;
        // The server ends the connection of whoever should get them, and the listener is rebuilt.
        hears_that_it_missed(&mut subscription).await;
        // A bare id, as a trigger would send it, is the first that means anybody.
        notify(&mut session, &id.to_string()).await;
        assert_eq!(subscription.next(WITHIN).await, Ok(Received::Event(())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_wait_misses_an_answer_among_128_waiters_and_4_publishers() {
    with_database(async |database| {
        let here = Process::start(&database).await;
        let pool = answers(&database).await;
        let ids = ids(128);
        let waiters = ids.iter().map(|&id| {
            let (wakes, pool) = (here.wakes.clone(), pool.clone());
            async move {
                let mut subscription = wakes.subscribe(Topic::Row(id));
                until_answered(&pool, &mut subscription, id).await;
            }
        });
        let mut publishers = Vec::new();
        for ids in ids.chunks(32) {
            let there = Process::start(&database).await;
            let (pool, ids) = (pool.clone(), ids.to_vec());
            publishers.push(async move {
                for id in ids {
                    answer(&pool, &there.wakes, id).await;
                }
                there
            });
        }
        tokio::join!(at_once(waiters), at_once(publishers));
    })
    .await;
}

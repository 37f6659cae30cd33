//! Connections that the server ends.

use endstate::topic::Received;
use sqlx::{ConnectOptions, PgConnection};

use super::{
    Topic, Uuid, WITHIN, at_once, ids,
    postgres::{Process, answer, answers, hears_that_it_missed, until_answered},
    server::with_database,
};

/// Ends connections of the relays, at least one, and waits until they are gone.
async fn terminate(session: &mut PgConnection, connections: &str) {
    let mut ended: Vec<i32> = Vec::new();
    while ended.is_empty() {
        // Not in the condition, which the server may ask in any order, and so of other connections.
        let ending: Vec<(i32, bool)> = sqlx::query_as(
            "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = $1",
        )
        .bind(connections)
        .fetch_all(&mut *session)
        .await
        .unwrap();
        ended = ending.into_iter().map(|(pid, _)| pid).collect();
    }
    let mut are_there = true;
    while are_there {
        are_there =
            sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = ANY($1))")
                .bind(&ended)
                .fetch_one(&mut *session)
                .await
                .unwrap();
    }
}

#[tokio::test]
async fn what_could_not_be_told_is_told_over_the_next_connection() {
    with_database(async |database| {
        let here = Process::start(&database).await;
        let there = Process::start(&database).await;
        let mut session = database.connect().await.unwrap();
        let id = Uuid::now_v7();
        let mut subscription = here.wakes.subscribe(Topic::Row(id));
        terminate(&mut session, "endstate notifier").await;
        there.wakes.moved([Topic::Row(id)]);
        assert_eq!(subscription.next(WITHIN).await, Ok(Received::Event(())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_come_while_listeners_are_terminated_in_a_loop_wake_all_128_waiters() {
    with_database(async |database| {
        let here = Process::start(&database).await;
        let there = Process::start(&database).await;
        let pool = answers(&database).await;
        let ids = ids(128);
        let waiters = ids.iter().map(|&id| {
            let mut subscription = here.wakes.subscribe(Topic::Row(id));
            let pool = pool.clone();
            async move { until_answered(&pool, &mut subscription, id).await }
        });
        let answering = async {
            let mut session = database.connect().await.unwrap();
            let rebuilt = Topic::Row(Uuid::nil());
            let mut rebuilt = [&here, &there].map(|process| process.wakes.subscribe(rebuilt));
            for ids in ids.chunks(4) {
                terminate(&mut session, "endstate listener").await;
                for &id in ids {
                    answer(&pool, &there.wakes, id).await;
                }
                // One that is terminated while it connects takes its time to come back.
                for listener in &mut rebuilt {
                    hears_that_it_missed(listener).await;
                }
            }
        };
        tokio::join!(at_once(waiters), answering);
    })
    .await;
}

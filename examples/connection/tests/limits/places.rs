//! Who gets a place, who does not, and when it is free again.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use connection::{
    client::{Caller, Connecting, Connection, ConnectionState},
    frame::WireError,
    session::{SessionEnd, TurnedAway, serve},
    tally::Tally,
};
use endstate::{permit::AcquireError, scope::Running};
use tokio::sync::Barrier;

use crate::{LIMITS, LONG, pair, with_three_places};

/// Who is served at the moment, as the clients see it.
struct Open {
    now: AtomicUsize,
    most: AtomicUsize,
    /// Everybody waits for two others, so that all places are taken again and again.
    three: Barrier,
}

/// A client that is counted for as long as it is open.
fn counted(
    server: SocketAddr,
    number: u32,
    open: Arc<Open>,
) -> impl Running<Lifecycle = ConnectionState> + Send {
    Connection::scope(Connecting { server }, Caller { number })
        .deadline(LONG)
        .run(async move |conn| {
            let mut conn = conn.open().await?;
            let now = open.now.fetch_add(1, Ordering::SeqCst) + 1;
            open.most.fetch_max(now, Ordering::SeqCst);
            open.three.wait().await;
            conn.echo(b"here").await?;
            open.now.fetch_sub(1, Ordering::SeqCst);
            Ok(conn.say_goodbye().await?.receipt().await?.exit())
        })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn never_more_sessions_at_a_time_than_places() {
    let open = Arc::new(Open {
        now: AtomicUsize::new(0),
        most: AtomicUsize::new(0),
        three: Barrier::new(3),
    });
    let sessions = with_three_places(async |server, clients| {
        for number in 0..60 {
            drop(clients.spawn(counted(server.addr, number, Arc::clone(&open)))?);
        }
        let sessions = server.tally.clone();
        sessions.ended(60).await;
        server.shut_down(LONG).await?;
        Ok(sessions.counts())
    })
    .await;
    assert_eq!(open.most.load(Ordering::SeqCst), 3);
    assert_eq!(sessions.in_state("Finished"), 60, "{sessions}");
    assert!(sessions.add_up(), "{sessions}");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_finds_no_place_in_time_is_turned_away() {
    let (mut client, server) = pair().await;
    let (places, tally) = (LIMITS.limiter(), Tally::default());
    // Held across a wait, which a test can do: nobody asks its future to be `Send`.
    let taken = [(); 3].map(|()| places.try_acquire().unwrap());
    let end = serve(server, LIMITS.deadline, places.clone(), tally.clone()).await;
    drop(taken);
    let SessionEnd::TurnedAway(TurnedAway { why }) = end else {
        panic!("{end:?}")
    };
    let AcquireError::TimedOut { after, status, .. } = why else {
        panic!("{why}")
    };
    assert_eq!(after, LIMITS.wait);
    assert_eq!((status.in_flight, status.capacity), (3, 3));
    assert_eq!(tally.counts().in_state("TurnedAway"), 1);
    assert_eq!(places.status().waiting, 0);
    let hung_up = client.receive().await;
    assert!(matches!(hung_up, Err(WireError::HungUp)), "{hung_up:?}");
}

#[tokio::test(start_paused = true)]
async fn the_place_of_a_session_that_has_ended_is_free() {
    let (_silent, server) = pair().await;
    let places = LIMITS.limiter();
    let end = serve(server, LIMITS.deadline, places.clone(), Tally::default()).await;
    assert!(matches!(end, SessionEnd::TimedOut(_)), "{end:?}");
    assert_eq!(places.status().in_flight, 0);
}

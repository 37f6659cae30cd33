//! No more sessions at a time than there are places, whoever finds none is turned away, and a shutdown leaves nobody behind.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test is not a test to clippy"
)]

use std::{
    io::ErrorKind,
    net::SocketAddr,
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use connection::{
    client::{Caller, Connecting, Connection, ConnectionState},
    frame::{Frame, Wire, WireError},
    run::with_a_server,
    server::{Limits, Server},
    session::{SessionEnd, TurnedAway, serve},
    tally::Tally,
};
use endstate::{BoxError, permit::AcquireError, scope::Running, task::Nursery};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Barrier,
    task::yield_now,
    time::timeout,
};

/// Long enough for every test to be over before it.
const LONG: Duration = Duration::from_secs(20);

const LIMITS: Limits = Limits {
    places: NonZeroUsize::new(3).unwrap(),
    wait: Duration::from_secs(10),
    deadline: LONG,
};

/// What `body` makes of a server with three places, and a nursery for its clients.
async fn with_three_places<T>(body: impl AsyncFnOnce(Server, Nursery) -> Result<T, BoxError>) -> T {
    timeout(LONG, with_a_server(LIMITS, body))
        .await
        .unwrap()
        .unwrap()
}

/// A client that has said hello.
async fn caller(server: &Server) -> Wire {
    let mut wire = Wire::from(TcpStream::connect(server.addr).await.unwrap());
    wire.send(&Frame::Hello(7)).await.unwrap();
    wire
}

/// A client that has a place.
async fn seated(server: &Server) -> Wire {
    let mut wire = caller(server).await;
    assert_eq!(wire.receive().await.unwrap(), Frame::Welcome(7));
    wire
}

async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        yield_now().await;
    }
}

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

#[tokio::test]
async fn a_shutdown_cancels_who_has_a_place_and_who_waits_for_one_each_once() {
    let (shutdown, sessions, left) = with_three_places(async |server, _| {
        let (places, sessions) = (server.places.clone(), server.tally.clone());
        let seated = [
            seated(&server).await,
            seated(&server).await,
            seated(&server).await,
        ];
        let waiting = [caller(&server).await, caller(&server).await];
        until(|| places.status().waiting == 2).await;
        let shutdown = server.shut_down(Duration::ZERO).await?;
        drop((seated, waiting));
        Ok((shutdown, sessions.counts(), places.status()))
    })
    .await;
    assert!(shutdown.overdue.is_empty(), "{shutdown:?}");
    assert_eq!(sessions.in_state("Cancelled"), 5, "{sessions}");
    assert!(sessions.add_up(), "{sessions}");
    assert_eq!((left.in_flight, left.waiting), (0, 0));
}

#[tokio::test]
async fn a_shutdown_lets_who_is_done_in_time_finish() {
    let (shutdown, sessions) = with_three_places(async |server, _| {
        let sessions = server.tally.clone();
        let mut client = seated(&server).await;
        let shutting_down = server.shut_down(LONG);
        let goodbye = async {
            client.send(&Frame::Goodbye).await?;
            let receipt = client.receive().await;
            drop(client);
            receipt
        };
        // The shutdown is polled first, so the goodbye is said while it goes on.
        let (shutdown, receipt) = tokio::join!(biased; shutting_down, goodbye);
        assert_eq!(receipt?, Frame::Receipt(0));
        Ok((shutdown?, sessions.counts()))
    })
    .await;
    assert_eq!(shutdown.cancelled, 0);
    assert_eq!(sessions.in_state("Finished"), 1, "{sessions}");
    assert!(sessions.add_up(), "{sessions}");
}

#[tokio::test]
async fn nobody_is_let_in_after_a_shutdown() {
    let refused = with_three_places(async |server, _| {
        let addr = server.addr;
        server.shut_down(LONG).await?;
        Ok(TcpStream::connect(addr).await)
    })
    .await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::ConnectionRefused);
}

/// The two ends of one connection: the client's and the server's.
async fn pair() -> (Wire, Wire) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let calling = TcpStream::connect(listener.local_addr().unwrap());
    let (called, accepted) = tokio::join!(calling, listener.accept());
    (called.unwrap().into(), accepted.unwrap().0.into())
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

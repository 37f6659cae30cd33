//! Who finishes at a shutdown, who is cancelled, and who does not stop.

use std::{io::ErrorKind, sync::mpsc, time::Duration};

use connection::{
    frame::Frame,
    report::Report,
    server::Server,
    session::{Accepted, Session},
    tally::Counts,
};
use endstate::task::{self, Shutdown};
use tokio::{net::TcpStream, sync::oneshot, task::yield_now, time::timeout};

use crate::{LIMITS, LONG, caller, pair, seated, with_three_places};

async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        yield_now().await;
    }
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_stop_at_a_shutdown_is_reported() {
    let (_client, wire) = pair().await;
    let (began, beginning) = oneshot::channel();
    let (release, released) = mpsc::channel::<()>();
    let stubborn = Session::scope(Accepted, wire).run(async move |_session| {
        let _ = began.send(());
        // Blocks the whole thread, so that nobody can cancel it.
        Err(released.recv().unwrap_err().into())
    });
    let settings = task::named("server").overdue_after(Duration::ZERO);
    let report = settings.nursery(async |nursery| {
        let server = Server::start(nursery.clone(), LIMITS)?;
        drop(nursery.spawn(stubborn)?);
        beginning.await?;
        let left = server.places.status();
        let Shutdown { overdue, .. } = server.shut_down(Duration::ZERO).await?;
        drop(release);
        Ok(Report {
            clients: Counts::default(),
            sessions: Counts::default(),
            crowded: left,
            left,
            overdue,
        })
    });
    let report = timeout(LONG, report).await.unwrap().unwrap();
    assert!(!report.adds_up());
    let said = report.to_string();
    assert!(
        said.contains("`Session` was cancelled, and still runs"),
        "{said}"
    );
}

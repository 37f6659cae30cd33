//! Each fault by itself, seen from both sides.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test is not a test to clippy"
)]

use std::{num::NonZeroUsize, time::Duration};

use connection::{
    client::Caller,
    crowd::Crowd,
    faults::{ClosedPort, Fault},
    report::Report,
    run::with_a_server,
    server::{Limits, Server},
    tally::{Counts, Tally},
};
use endstate::{BoxError, task::Nursery};
use tokio::time::timeout;

/// Long enough for every other test to be over before it.
const LONG: Duration = Duration::from_secs(10);

/// One client with this fault.
async fn one(fault: Option<Fault>, deadline: Duration) -> Result<Report, BoxError> {
    let limits = Limits {
        places: NonZeroUsize::MIN,
        wait: deadline / 2,
        deadline,
    };
    with_a_server(limits, async |server, calls| {
        call_and_shut_down(fault, server, &calls).await
    })
    .await
}

async fn call_and_shut_down(
    fault: Option<Fault>,
    server: Server,
    calls: &Nursery,
) -> Result<Report, BoxError> {
    let tally = Tally::default();
    let closed_port = ClosedPort::take()?;
    let clients = [(Caller { number: 7 }, fault)];
    let (sessions, places) = (server.tally.clone(), server.places.clone());
    let crowd = Crowd::call(calls, &clients, server.addr, closed_port.addr()?, &tally)?;
    let open = crowd.all_open().await?;
    let crowded = places.status();
    crowd.go_on().await;
    let shutdown = if fault == Some(Fault::Overstay) {
        let shutdown = server.shut_down(Duration::ZERO).await?;
        crowd.all_over(&tally).await;
        shutdown
    } else {
        crowd.all_over(&tally).await;
        sessions.ended(open).await;
        server.shut_down(LONG).await?
    };
    Ok(Report {
        clients: tally.counts(),
        sessions: sessions.counts(),
        crowded,
        left: places.status(),
        overdue: shutdown.overdue,
    })
}

/// The only ending that was counted.
#[track_caller]
fn only(counts: &Counts) -> (&'static str, &str) {
    let ended: Vec<_> = counts.ended.iter().collect();
    assert_eq!(counts.begun, 1, "{counts}");
    let [(outcome, 1)] = ended[..] else {
        panic!("not one ending:\n{counts}")
    };
    (outcome.state, &outcome.why)
}

async fn both(fault: Option<Fault>, deadline: Duration) -> Report {
    let report = timeout(LONG + LONG, one(fault, deadline))
        .await
        .unwrap()
        .unwrap();
    assert!(report.adds_up());
    report
}

#[tokio::test]
async fn without_a_fault_both_sides_agree_on_what_was_said() {
    let report = both(None, LONG).await;
    let client = ("Closed", "said goodbye after 3 messages");
    assert_eq!(only(&report.clients), client);
    let session = ("Finished", "3 messages sent back, and a goodbye");
    assert_eq!(only(&report.sessions), session);
}

#[tokio::test]
async fn a_cut_in_mid_frame_is_lost_to_the_server() {
    let report = both(Some(Fault::Cut), LONG).await;
    let client = ("Closed", "left in mid-frame, on purpose");
    assert_eq!(only(&report.clients), client);
    assert_eq!(only(&report.sessions), ("Lost", "cut off in mid-frame"));
}

#[tokio::test]
async fn a_reset_is_lost_to_the_server() {
    let report = both(Some(Fault::Reset), LONG).await;
    assert_eq!(only(&report.clients), ("Closed", "reset, on purpose"));
    let (state, why) = only(&report.sessions);
    assert_eq!(state, "Lost");
    assert!(why.contains("reset"), "{why}");
}

#[tokio::test]
async fn a_silent_client_is_timed_out_and_sees_the_server_hang_up() {
    let report = both(Some(Fault::Silent), Duration::from_millis(300)).await;
    assert_eq!(only(&report.clients), ("Closed", "the other side hung up"));
    let session = ("TimedOut", "not over at its deadline");
    assert_eq!(only(&report.sessions), session);
}

#[tokio::test]
async fn a_panic_of_the_server_ends_its_session_and_keeps_the_message() {
    let report = both(Some(Fault::Crash), LONG).await;
    assert_eq!(only(&report.clients), ("Closed", "the other side hung up"));
    let session = ("Crashed", "panicked: nothing to send back");
    assert_eq!(only(&report.sessions), session);
}

#[tokio::test]
async fn a_client_that_overstays_is_cancelled_at_the_shutdown() {
    let report = both(Some(Fault::Overstay), LONG).await;
    assert_eq!(only(&report.clients), ("Closed", "the other side hung up"));
    assert_eq!(
        only(&report.sessions),
        ("Cancelled", "the server shut down")
    );
}

#[tokio::test]
async fn a_refused_client_is_closed_and_unknown_to_the_server() {
    let report = both(Some(Fault::WrongPort), LONG).await;
    let (state, why) = only(&report.clients);
    assert_eq!(state, "Closed");
    assert!(why.contains("refused"), "{why}");
    assert_eq!(report.sessions, Counts::default());
}

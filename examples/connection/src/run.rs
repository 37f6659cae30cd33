//! The whole run, from the first call to the sums.

use std::time::Duration;

use endstate::{
    BoxError,
    task::{self, Nursery},
};

use crate::{
    client::Caller,
    crowd::Crowd,
    faults::{ClosedPort, Fault},
    report::Report,
    server::{Limits, Server},
    tally::Tally,
};

/// How long the sessions have to end by themselves when the server shuts down.
const GRACE: Duration = Duration::from_millis(100);

/// Lets so many clients call a server, some of which go wrong, and shuts it down on the last of them.
///
/// # Errors
///
/// If there are not the ports and sockets that it needs.
pub async fn run(
    clients: u32,
    limits: Limits,
    progress: impl Fn(&str),
) -> Result<Report, BoxError> {
    with_a_server(limits, async |server, calls| {
        call_and_shut_down(clients, server, &calls, progress).await
    })
    .await
}

/// Gives `body` a server that has started, and a nursery for the clients that it lets call.
///
/// That of the server is another one: when it has shut down, the clients are there to see the server hang up.
///
/// # Errors
///
/// If the server cannot start, and what `body` returns.
pub async fn with_a_server<T>(
    limits: Limits,
    body: impl AsyncFnOnce(Server, Nursery) -> Result<T, BoxError>,
) -> Result<T, BoxError> {
    let ran = task::named("clients").nursery(async |calls| {
        let ran = task::named("server").nursery(async |nursery| {
            let server = Server::start(nursery, limits)?;
            body(server, calls).await
        });
        Ok(ran.await?)
    });
    Ok(ran.await?)
}

async fn call_and_shut_down(
    clients: u32,
    server: Server,
    calls: &Nursery,
    progress: impl Fn(&str),
) -> Result<Report, BoxError> {
    let clients = (0..clients).map(|number| (Caller { number }, Fault::of(number)));
    let (last, first): (Vec<_>, Vec<_>) =
        clients.partition(|(_, fault)| *fault == Some(Fault::Overstay));
    let (addr, places, sessions) = (server.addr, server.places.clone(), server.tally.clone());
    let closed_port = ClosedPort::take()?;
    let tally = Tally::default();

    progress(&format!("{} clients call", first.len()));
    let crowd = Crowd::call(calls, &first, addr, closed_port.addr()?, &tally)?;
    let open = crowd.all_open().await?;
    let crowded = places.status();
    progress("all but those at a closed port are open at the same time, and go on");
    crowd.go_on().await;
    crowd.all_over(&tally).await;
    sessions.ended(open).await;
    progress("these are over, the silent ones at the server's deadline");

    let crowd = Crowd::call(calls, &last, addr, closed_port.addr()?, &tally)?;
    let open = crowd.all_open().await?;
    progress(&format!(
        "the last {open} are open, and the server shuts down"
    ));
    crowd.go_on().await;
    let shutdown = server.shut_down(GRACE).await?;
    crowd.all_over(&tally).await;
    progress("all are over");
    Ok(Report {
        clients: tally.counts(),
        sessions: sessions.counts(),
        crowded,
        left: places.status(),
        overdue: shutdown.overdue,
    })
}

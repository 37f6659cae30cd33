//! The whole run, from the first call to the sums.

use std::{fmt, time::Duration};

use endstate::BoxError;

use crate::{
    client::Caller,
    crowd::Crowd,
    faults::{ClosedPort, Fault},
    listener::Server,
    tally::{Counts, Tally},
};

/// What became of all connections, seen from both sides.
#[derive(Debug)]
pub struct Report {
    /// How the clients' connections ended.
    pub clients: Counts,
    /// How the server's sessions ended.
    pub sessions: Counts,
}

impl Report {
    /// Whether every lifecycle that began has ended, on both sides.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.clients.add_up() && self.sessions.add_up()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clients, sessions } = self;
        writeln!(f, "The client's side, `Connection`:\n{clients}")?;
        write!(f, "The server's side, `Session`:\n{sessions}")
    }
}

/// Lets so many clients call a server, some of which go wrong, and shuts it down on the last of them.
///
/// # Errors
///
/// If there are not the ports and sockets that it needs.
pub async fn run(
    clients: u32,
    deadline: Duration,
    progress: impl Fn(&str),
) -> Result<Report, BoxError> {
    let clients = (0..clients).map(|number| (Caller { number }, Fault::of(number)));
    let (last, first): (Vec<_>, Vec<_>) =
        clients.partition(|(_, fault)| *fault == Some(Fault::Overstay));
    let tally = Tally::default();
    let server = Server::start(deadline)?;
    let closed_port = ClosedPort::take()?;

    progress(&format!("{} clients call", first.len()));
    let crowd = Crowd::call(&first, server.addr, closed_port.addr()?, &tally);
    crowd.all_open().await?;
    progress("all but those at a closed port are open at the same time, and go on");
    crowd.all_over(&tally).await;
    server.tally.settled().await;
    progress("these are over, the silent ones at the server's deadline");

    let crowd = Crowd::call(&last, server.addr, closed_port.addr()?, &tally);
    crowd.all_open().await?;
    progress(&format!(
        "the last {} are open, and the server shuts down",
        last.len()
    ));
    let sessions = server.tally.clone();
    server.shut_down().await?;
    crowd.all_over(&tally).await;
    progress("all are over");
    Ok(Report {
        clients: tally.counts(),
        sessions: sessions.counts(),
    })
}

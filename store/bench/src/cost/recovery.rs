//! From the kill of a process to the end of the row that it drove, which another process writes.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use endstate_store::{Id, Settings};

use super::Measured;
use crate::{
    Result, Scope,
    fill::{Rows, id},
    job::{JobState, prepare, queued},
    ours::attached,
    place::{Commit, Place, Server},
};

const LONG: Duration = Duration::from_mins(1);

/// The lease, the grace after it, and how often a sweep looks.
const LEASE: Duration = Duration::from_secs(2);
const GRACE: Duration = Duration::from_millis(500);
const SWEEP: Duration = Duration::from_millis(500);

/// On SQLite the lease is so long that the lock of the dead process is all that can have told.
fn settings(url: &str) -> Settings {
    let settings = Settings::new().grace(GRACE).sweep_every(SWEEP);
    if is_sqlite(url) {
        settings.lease(LONG * 2)
    } else {
        settings.lease(LEASE).renew_every(LEASE / 4)
    }
}

fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// What was promised: a second on the same host with SQLite, else a lease, its grace and a sweep.
fn promised(server: &Server) -> Duration {
    match server {
        Server::Sqlite => Duration::from_secs(1),
        Server::Postgres(_) => LEASE + GRACE + SWEEP,
    }
}

pub(super) async fn recovery(server: &Server, scope: &Scope) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..4 * scope.rounds() {
        let place = Place::new(server, Commit::Nothing)?;
        prepare(&place, &[Rows::Ready(1)]).await?;
        let store = attached(&place, 1, settings(place.url())).await?;
        let mut driver = Driver::start(place.url())?;
        driver.0.kill()?;
        let killed = Instant::now();
        let row: Id<JobState> = Id::from_uuid(id(1));
        store.wait(row, LONG, |row| row.status == "failed").await?;
        times.push(killed.elapsed());
        store.shutdown(Duration::ZERO).await;
    }
    let promised = promised(server).as_secs_f64() * 1000.0;
    Measured::times("recovery after a kill", 1, &times).print(server, Some(promised));
    Ok(())
}

/// A process that drives the row, until it is killed.
struct Driver(Child);

impl Driver {
    fn start(url: &str) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--drive-alone", url]);
        let mut child = Self(command.stdout(Stdio::piped()).spawn()?);
        let output = child.0.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        if line.trim() == "driving" {
            Ok(child)
        } else {
            Err(format!("the driver said {line:?}").into())
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It has been killed, unless something failed before.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What that process does.
pub(crate) async fn drive_alone(url: &str) -> Result<()> {
    let settings = settings(url);
    let store = if is_sqlite(url) {
        settings.open(url).await?
    } else {
        settings.connect(url).await?
    };
    let row: Id<JobState> = Id::from_uuid(id(1));
    let driven = store.drive(row, async |job| {
        let _running = queued(job)?.start().await?;
        println!("driving");
        std::future::pending::<std::result::Result<_, _>>().await
    });
    Err(format!("the drive is over: {:?}", driven.await?).into())
}

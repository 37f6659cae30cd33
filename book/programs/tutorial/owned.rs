//! Chapter 9: a peer that calls again, and whoever wants to know that it is there.

use std::time::Duration;

use endstate::{
    Abandoned, BoxError, Lifecycle,
    owned::{self, Closed as Was, Registry},
    scope::Running,
    task,
    topic::{self, Hub},
};
use tokio::sync::Notify;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Failed)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Closed when "hung up"))]
    Open,
    #[lifecycle(terminal)]
    Closed { left: bool },
    #[lifecycle(terminal)]
    Failed { error: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let error = abandoned.to_string();
        Failed { error }
    }
}

// ANCHOR: serve
/// What others can do to a connection that is open: tell it to hang up.
#[derive(Default)]
struct Line {
    hang_up: Notify,
}

/// Somebody has come.
#[derive(Clone)]
struct Joined;

fn serve(
    peer: &'static str,
    lines: Registry<&'static str, Line>,
    arrivals: Hub<&'static str, Joined>,
) -> impl Running<Lifecycle = ConnectionState> + Send {
    Connection::scope(Open).run(async move |conn| {
        // An older line of this peer is told to hang up before this returns.
        let line = lines.open(peer, Line::default());
        arrivals.announce(&peer, Joined);
        line.handle().hang_up.notified().await;
        let left = line.close() == Was::Now;
        Ok(conn.to(Closed { left }).exit())
    })
}
// ANCHOR_END: serve

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), BoxError> {
    let lines = owned::named("lines").closing_with(|line: &Line| line.hang_up.notify_one());
    let arrivals = topic::named("arrivals").hub();
    let within = Duration::from_secs(30);

    task::nursery(async |nursery| {
        let mut ada = arrivals.subscribe("ada");
        let first = nursery.spawn(serve("ada", lines.clone(), arrivals.clone()))?;
        ada.wait_until(within, async || lines.contains("ada"))
            .await?;
        println!("ada is there");

        // She reloads her page. The first line is still open, and ends after the second has begun.
        let second = nursery.spawn(serve("ada", lines.clone(), arrivals.clone()))?;
        if let ConnectionEnd::Closed(Closed { left }) = first.await {
            println!("the first line has ended; ada has left: {left}");
        }
        println!("ada is there: {}", lines.contains("ada"));

        println!("closed at the end: {}", lines.close_all());
        drop(second.await);
        Ok(())
    })
    .await?;
    Ok(())
}
// ANCHOR_END: main

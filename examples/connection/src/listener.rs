//! The accept loop. It is a lifecycle too, so that its server learns how it ended.

use std::time::Duration;

use endstate::{Abandoned, Lifecycle, permit::Limiter, scope::Running, task::Nursery};
use tokio::net::TcpListener;

use crate::{session::serve, tally::Tally};

/// A socket that clients come in by.
#[derive(Lifecycle)]
#[lifecycle(handle = Listener, derive(Debug))]
#[lifecycle(fixpoint = Failed, cancelled = Stopped)]
pub enum ListenerState {
    /// Clients come in.
    #[lifecycle(initial, to(Stopped when "the server shuts down"))]
    Listening {
        /// Where they come in.
        socket: TcpListener,
    },
    /// The server was shut down.
    #[lifecycle(terminal)]
    Stopped,
    /// The socket failed, and nobody comes in any more.
    #[lifecycle(terminal)]
    Failed {
        /// What went wrong.
        why: String,
    },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let why = abandoned.to_string();
        Failed { why }
    }
}

/// Accepts clients until the nursery shuts down, each into a session of its own in the same nursery.
pub fn listen(
    socket: TcpListener,
    nursery: Nursery,
    deadline: Duration,
    places: Limiter,
    tally: Tally,
) -> impl Running<Lifecycle = ListenerState> + Send {
    Listener::scope(Listening { socket }).run(async move |listener| {
        loop {
            tokio::select! {
                accepted = listener.state.socket.accept() => {
                    let (client, _) = accepted?;
                    let session = serve(client.into(), deadline, places.clone(), tally.clone());
                    match nursery.spawn(session) {
                        // Nobody needs to wait for it: it tells the tally how it ended.
                        Ok(_session) => tally.begin(),
                        Err(_closed) => break,
                    }
                }
                () = nursery.closing() => break,
            }
        }
        Ok(listener.to(Stopped).exit())
    })
}

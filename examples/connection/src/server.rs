//! A server: a listener, its sessions, and the places that they share.

use std::{
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroUsize,
    time::Duration,
};

use endstate::{
    BoxError,
    permit::{self, Limiter},
    task::{Child, Nursery, Shutdown},
};
use tokio::net::TcpSocket;

use crate::{
    listener::{ListenerEnd, listen},
    tally::Tally,
};

/// How much a server takes on.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many clients it serves at a time.
    pub places: NonZeroUsize,
    /// How long a client waits for a place before it is turned away; less than `deadline`.
    pub wait: Duration,
    /// How long a session lasts at the most, the wait included.
    pub deadline: Duration,
}

impl Limits {
    /// The places, as permits.
    #[must_use]
    pub fn limiter(self) -> Limiter {
        permit::named("places")
            .acquire_timeout(self.wait)
            // Past the deadline: that comes first, and has a state to end in. Who holds a place for longer does not give control
            // back, and is reported.
            .hold_limit(2 * self.deadline)
            .limiter(self.places)
    }
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub addr: SocketAddr,
    /// The places of its sessions.
    pub places: Limiter,
    /// How its sessions ended.
    pub tally: Tally,
    nursery: Nursery,
    listener: Child<ListenerEnd>,
}

impl Server {
    /// Starts to listen on a free port of the loopback interface. Listener and sessions are children of the nursery, which is not
    /// over before the server is [shut down](Self::shut_down).
    ///
    /// # Errors
    ///
    /// If there is no free port, or the nursery is closed.
    pub fn start(nursery: Nursery, limits: Limits) -> Result<Self, BoxError> {
        // Not `TcpListener::bind`: with its backlog of 128, a crowd that comes at once is in part turned away, and comes
        // again a second later.
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let socket = socket.listen(1024)?;
        let addr = socket.local_addr()?;
        let (places, tally) = (limits.limiter(), Tally::default());
        let listener = nursery.spawn(listen(
            socket,
            nursery.clone(),
            limits.deadline,
            places.clone(),
            tally.clone(),
        ))?;
        Ok(Self {
            addr,
            places,
            tally,
            nursery,
            listener,
        })
    }

    /// Stops to listen, gives the sessions `grace` to end by themselves, then cancels those that are left.
    ///
    /// # Errors
    ///
    /// If the listener had failed.
    pub async fn shut_down(self, grace: Duration) -> Result<Shutdown, BoxError> {
        let shutdown = self.nursery.shutdown(grace).await;
        match self.listener.await {
            ListenerEnd::Stopped(_) => Ok(shutdown),
            ListenerEnd::Failed(failed) => Err(failed.why.into()),
        }
    }
}

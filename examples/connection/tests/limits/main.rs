//! No more sessions at a time than there are places, whoever finds none is turned away, and a shutdown leaves nobody behind.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test is not a test to clippy"
)]

mod places;
mod shutdown;

use std::{num::NonZeroUsize, time::Duration};

use connection::{
    frame::{Frame, Wire},
    run::with_a_server,
    server::{Limits, Server},
};
use endstate::{BoxError, task::Nursery};
use tokio::{
    net::{TcpListener, TcpStream},
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

/// The two ends of one connection: the client's and the server's.
async fn pair() -> (Wire, Wire) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let calling = TcpStream::connect(listener.local_addr().unwrap());
    let (called, accepted) = tokio::join!(calling, listener.accept());
    (called.unwrap().into(), accepted.unwrap().0.into())
}

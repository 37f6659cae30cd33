//! The client's side of a connection.

use std::net::SocketAddr;

use endstate::{Abandoned, BoxError, Lifecycle};
use tokio::net::TcpStream;

use crate::frame::{Frame, Wire, WireError};

/// Who is calling.
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    /// Its number among all callers.
    pub number: u32,
}

/// One connection to the server.
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, context = Caller, fixpoint = Closed, derive(Debug))]
pub enum ConnectionState {
    /// Nothing is there yet.
    #[lifecycle(initial, to(Open when "welcomed"))]
    Connecting {
        /// Where the server listens.
        server: SocketAddr,
    },
    /// Messages go out and come back.
    #[lifecycle(to(Draining when "said goodbye"))]
    Open {
        /// To the server.
        wire: Wire,
        /// How many messages came back.
        echoed: u32,
    },
    /// Nothing goes out any more.
    #[lifecycle(to(Closed when "got the receipt"))]
    Draining {
        /// To the server.
        wire: Wire,
        /// How many messages came back.
        echoed: u32,
    },
    /// Over.
    #[lifecycle(terminal)]
    Closed {
        /// Why it is over.
        why: String,
    },
}

/// The fixpoint: wherever the code below gives up, the connection is `Closed`, and says why.
impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        Closed {
            why: abandoned.to_string(),
        }
    }
}

impl Connection<Connecting> {
    /// Connects, says hello, and is welcomed.
    ///
    /// # Errors
    ///
    /// If nobody listens, or whoever listens speaks another protocol.
    pub async fn open(self) -> Result<Connection<Open>, WireError> {
        let mut wire = Wire::from(TcpStream::connect(self.state.server).await?);
        let number = self.context.number;
        wire.send(&Frame::Hello(number)).await?;
        match wire.receive().await? {
            Frame::Welcome(repeated) if repeated == number => Ok(self.to(Open { wire, echoed: 0 })),
            other => Err(WireError::Unexpected(other)),
        }
    }
}

impl Connection<Open> {
    /// Sends a message and waits until it comes back.
    ///
    /// # Errors
    ///
    /// If it does not, or not as it was.
    pub async fn echo(&mut self, message: &[u8]) -> Result<(), WireError> {
        let sent = Frame::Message(message.to_vec());
        self.state.wire.send(&sent).await?;
        let came = self.state.wire.receive().await?;
        if came != sent {
            return Err(WireError::Unexpected(came));
        }
        self.state.echoed += 1;
        Ok(())
    }

    /// Sends no more messages from here on.
    ///
    /// # Errors
    ///
    /// If the server is gone.
    pub async fn say_goodbye(mut self) -> Result<Connection<Draining>, WireError> {
        self.state.wire.send(&Frame::Goodbye).await?;
        // The wire moves from one state into the next, so the handle is taken apart.
        let Self {
            state: Open { wire, echoed },
            context,
            token,
        } = self;
        Ok(Connection {
            state: Draining { wire, echoed },
            context,
            token: token.to(),
        })
    }
}

impl Connection<Draining> {
    /// Waits for the server's receipt and compares it with what came back.
    ///
    /// # Errors
    ///
    /// If the server is gone, or counted otherwise.
    pub async fn receipt(mut self) -> Result<Connection<Closed>, BoxError> {
        let echoed = self.state.echoed;
        match self.state.wire.receive().await? {
            Frame::Receipt(counted) if counted == echoed => Ok(self.to(Closed {
                why: format!("said goodbye after {echoed} messages"),
            })),
            Frame::Receipt(counted) => {
                Err(format!("{echoed} came back, but the receipt says {counted}").into())
            }
            other => Err(WireError::Unexpected(other).into()),
        }
    }
}

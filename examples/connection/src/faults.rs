//! What goes wrong on purpose, decided by a client's number alone.

use std::{io, net::SocketAddr};

use endstate::BoxError;
use tokio::{io::AsyncWriteExt, net::TcpSocket};

use crate::{
    client::{Connection, Open},
    frame::{Frame, WireError},
};

/// One of these in so many clients has any one fault.
const ONE_IN: u32 = 25;

/// A way to go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Hangs up in the middle of a frame.
    Cut,
    /// Resets the connection.
    Reset,
    /// Says hello, and then nothing.
    Silent,
    /// Sends what the server has a bug with.
    Crash,
    /// Stays until the server shuts down.
    Overstay,
    /// Calls a port where nobody listens.
    WrongPort,
}

impl Fault {
    /// All of them, with what each does.
    pub const ALL: [(Self, &str); 6] = [
        (Self::Cut, "hang up in the middle of a frame"),
        (Self::Reset, "reset the connection"),
        (
            Self::Silent,
            "say hello, and then nothing until the server's deadline",
        ),
        (
            Self::Crash,
            "send a message that the server's code panics at",
        ),
        (
            Self::Overstay,
            "come last, and are still there when the server shuts down",
        ),
        (Self::WrongPort, "call a port where nobody listens"),
    ];

    /// The fault of a client, if it has one.
    #[must_use]
    pub fn of(number: u32) -> Option<Self> {
        let place = usize::try_from(number % ONE_IN).ok()?;
        Self::ALL.get(place).map(|(fault, _)| *fault)
    }

    /// Goes wrong with an open connection, which is abandoned for the reason that this returns.
    pub async fn strike(self, mut conn: Connection<Open>) -> BoxError {
        let struck = match self {
            Self::Cut => cut(conn).await,
            Self::Reset => reset(conn),
            // The answer never comes, since the server's session dies of the question.
            Self::Crash => conn.echo(b"").await.map(|()| "an empty message came back"),
            Self::Silent | Self::Overstay | Self::WrongPort => until_hung_up(conn).await,
        };
        struck.map_or_else(BoxError::from, BoxError::from)
    }
}

// `into_state` takes the payload out and gives up the handle: from then on the only way out of the scope is an error.
async fn cut(conn: Connection<Open>) -> Result<&'static str, WireError> {
    let frame = Frame::Message(b"never to be read".to_vec()).to_bytes()?;
    let half = &frame[..frame.len() / 2];
    let mut socket = conn.into_state().wire.into_socket();
    socket.write_all(half).await?;
    Ok("left in mid-frame, on purpose")
}

fn reset(conn: Connection<Open>) -> Result<&'static str, WireError> {
    let socket = conn.into_state().wire.into_socket();
    socket.set_zero_linger()?;
    Ok("reset, on purpose")
}

async fn until_hung_up(conn: Connection<Open>) -> Result<&'static str, WireError> {
    let frame = conn.into_state().wire.receive().await?;
    Err(WireError::Unexpected(frame))
}

/// A port that is taken, so that nobody else gets it, and where nobody listens.
#[derive(Debug)]
pub struct ClosedPort(TcpSocket);

impl ClosedPort {
    /// Takes a free port of the loopback interface.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn take() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((std::net::Ipv4Addr::LOCALHOST, 0).into())?;
        Ok(Self(socket))
    }

    /// Where nobody listens.
    ///
    /// # Errors
    ///
    /// If the system does not tell.
    pub fn addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

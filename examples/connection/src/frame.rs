//! What goes over the wire: a length of two bytes, a kind, and a payload. Nothing here knows of lifecycles.

use std::{error::Error, fmt, io};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// One frame of the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// The client introduces itself by its number.
    Hello(u32),
    /// The server repeats the number.
    Welcome(u32),
    /// From the client, and back as it came.
    Message(Vec<u8>),
    /// The client has no more messages.
    Goodbye,
    /// The server tells how many messages it sent back.
    Receipt(u32),
}

impl Frame {
    /// The frame as it goes over the wire.
    ///
    /// # Errors
    ///
    /// If it is too long for its length to be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WireError> {
        let (kind, payload) = match self {
            Self::Hello(number) => (1, number.to_be_bytes().to_vec()),
            Self::Welcome(number) => (2, number.to_be_bytes().to_vec()),
            Self::Message(message) => (3, message.clone()),
            Self::Goodbye => (4, Vec::new()),
            Self::Receipt(echoed) => (5, echoed.to_be_bytes().to_vec()),
        };
        let length = u16::try_from(1 + payload.len()).map_err(|_| WireError::TooLong)?;
        Ok([&length.to_be_bytes()[..], &[kind], &payload].concat())
    }

    /// The frame of what follows the length.
    fn from_body(body: &[u8]) -> Result<Self, WireError> {
        let number = |payload: &[u8]| payload.try_into().map(u32::from_be_bytes);
        match body {
            [1, payload @ ..] => number(payload).map(Self::Hello).ok(),
            [2, payload @ ..] => number(payload).map(Self::Welcome).ok(),
            [3, message @ ..] => Some(Self::Message(message.to_vec())),
            [4] => Some(Self::Goodbye),
            [5, payload @ ..] => number(payload).map(Self::Receipt).ok(),
            _ => None,
        }
        .ok_or(WireError::Malformed)
    }
}

/// A socket that speaks in frames.
#[derive(Debug)]
pub struct Wire(BufReader<TcpStream>);

impl Wire {
    /// Sends a whole frame.
    ///
    /// # Errors
    ///
    /// If the frame is too long, or the socket fails.
    pub async fn send(&mut self, frame: &Frame) -> Result<(), WireError> {
        Ok(self.0.write_all(&frame.to_bytes()?).await?)
    }

    /// Waits for a whole frame.
    ///
    /// # Errors
    ///
    /// If the other side hangs up, before the frame or within it, sends what is no frame, or the socket fails.
    pub async fn receive(&mut self) -> Result<Frame, WireError> {
        if self.0.fill_buf().await?.is_empty() {
            return Err(WireError::HungUp);
        }
        let length = self.0.read_u16().await?;
        let mut body = vec![0; usize::from(length)];
        self.0.read_exact(&mut body).await?;
        Frame::from_body(&body)
    }

    /// The socket, for who wants to do with it what no frame says.
    #[must_use]
    pub fn into_socket(self) -> TcpStream {
        self.0.into_inner()
    }
}

impl From<TcpStream> for Wire {
    fn from(socket: TcpStream) -> Self {
        Self(BufReader::new(socket))
    }
}

/// Why a frame did not get through.
#[derive(Debug)]
#[non_exhaustive]
pub enum WireError {
    /// The other side closed the connection, between two frames.
    HungUp,
    /// The other side closed the connection within a frame.
    CutOff,
    /// The length of the frame does not fit.
    TooLong,
    /// What came is no frame of this protocol.
    Malformed,
    /// What came is a frame, but not one that may come now.
    Unexpected(Frame),
    /// The socket failed.
    Io(io::Error),
}

impl From<io::Error> for WireError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::CutOff,
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HungUp => f.write_str("the other side hung up"),
            Self::CutOff => f.write_str("cut off in mid-frame"),
            Self::TooLong => f.write_str("the frame is too long"),
            Self::Malformed => f.write_str("not a frame"),
            Self::Unexpected(frame) => write!(f, "did not expect {frame:?} now"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl Error for WireError {}

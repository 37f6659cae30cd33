//! What all eight connections are made of.

/// Whom a connection is to: what all states have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Peer {
    /// What it is called.
    pub name: String,
}

impl Peer {
    /// The peer of that name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let name = name.to_owned();
        Self { name }
    }
}

/// What only an open connection has; it stands for a socket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Socket {
    /// What it is connected to.
    pub addr: String,
    /// How many bytes were written to it.
    pub sent: usize,
}

impl Socket {
    /// Connected to `addr`.
    #[must_use]
    pub fn new(addr: &str) -> Self {
        let addr = addr.to_owned();
        Self { addr, sent: 0 }
    }

    /// Writes `frame`.
    pub fn write(&mut self, frame: &[u8]) {
        self.sent += frame.len();
    }

    /// Why it is closed, if all went well.
    #[must_use]
    pub fn done(&self) -> String {
        format!("done after {} bytes", self.sent)
    }
}

//! Chapter 2: it has to be opened first, and that may be refused.
#![allow(clippy::unused_self, reason = "the socket comes in a later chapter")]

// ANCHOR: all
use endstate::Lifecycle;

// ANCHOR: enum
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted", Closed when "refused"))]
    Connecting,
    #[lifecycle(to(Closed when "hung up"))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
// ANCHOR_END: enum

// ANCHOR: methods
impl Connection<Connecting> {
    /// Either an open connection, or one that is closed.
    fn open(self, password: &str) -> Result<Connection<Open>, Connection<Closed>> {
        match password {
            "sesame" => Ok(self.to(Open)),
            _ => Err(self.to(Closed)),
        }
    }
}

impl Connection<Open> {
    fn send(&self, frame: &str) {
        println!("sent {frame:?}");
    }

    fn close(self) -> Connection<Closed> {
        self.to(Closed)
    }
}
// ANCHOR_END: methods

// ANCHOR: main
fn main() {
    for password in ["sesame", "please"] {
        let end = Connection::scope(Connecting).run_sync(|conn| {
            let conn = match conn.open(password) {
                Ok(conn) => conn,
                Err(refused) => return Ok(refused.exit()),
            };
            conn.send("hello");
            Ok(conn.close().exit())
        });
        println!("{password}: {end:?}");
    }
}
// ANCHOR_END: main
// ANCHOR_END: all

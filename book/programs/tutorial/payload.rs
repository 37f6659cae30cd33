//! Chapter 3: what a state carries, and what all of them do.

// ANCHOR: all
use endstate::{Abandoned, Lifecycle};

// ANCHOR: enum
/// Whom we talk to: the same in all states.
pub(crate) struct Peer {
    name: &'static str,
}

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, context = Peer, fixpoint = Closed)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted", Closed when "refused"))]
    Connecting { password: &'static str },
    #[lifecycle(to(Closed when "hung up"))]
    Open { sent: u32 },
    #[lifecycle(terminal)]
    Closed { reason: String },
}
// ANCHOR_END: enum

// ANCHOR: fixpoint
impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        let reason = abandoned.to_string();
        Closed { reason }
    }
}
// ANCHOR_END: fixpoint

// ANCHOR: methods
impl Connection<Connecting> {
    fn open(self) -> Result<Connection<Open>, Connection<Closed>> {
        if self.state.password == "sesame" {
            return Ok(self.to(Open { sent: 0 }));
        }
        let reason = format!("{} does not know us", self.context.name);
        Err(self.to(Closed { reason }))
    }
}

impl Connection<Open> {
    fn send(&mut self, frame: &str) -> Result<(), &'static str> {
        if frame.len() > 20 {
            return Err("the frame is too long");
        }
        self.state.sent += 1;
        Ok(())
    }

    fn close(self) -> Connection<Closed> {
        let reason = format!("{} frames to {}", self.state.sent, self.context.name);
        self.to(Closed { reason })
    }
}
// ANCHOR_END: methods

// ANCHOR: main
fn talk(password: &'static str, frames: &[&str]) -> ConnectionEnd {
    let peer = Peer { name: "ada" };
    Connection::scope(Connecting { password }, peer).run_sync(|conn| {
        let mut conn = match conn.open() {
            Ok(conn) => conn,
            Err(refused) => return Ok(refused.exit()),
        };
        for frame in frames {
            conn.send(frame)?;
        }
        Ok(conn.close().exit())
    })
}

fn main() {
    let ends = [
        talk("sesame", &["hello", "goodbye"]),
        talk("please", &["hello"]),
        talk("sesame", &["hello", "a frame that has no end in sight"]),
    ];
    for end in ends {
        match end {
            ConnectionEnd::Closed(Closed { reason }) => println!("{reason}"),
        }
    }
}
// ANCHOR_END: main
// ANCHOR_END: all

//! Chapter 1: a connection that is open, and then closed.
#![allow(clippy::unused_self, reason = "the socket comes in a later chapter")]

// ANCHOR: all
// ANCHOR: enum
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Closed when "hung up"))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
// ANCHOR_END: enum

// ANCHOR: methods
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
    let end = Connection::scope(Open).run_sync(|conn| {
        conn.send("hello");
        Ok(conn.close().exit())
    });
    println!("it ended: {end:?}");

    let end = Connection::scope(Open).run_sync(|conn| {
        conn.send("hello");
        Err("the network is down".into())
    });
    println!("it ended: {end:?}");
}
// ANCHOR_END: main
// ANCHOR_END: all

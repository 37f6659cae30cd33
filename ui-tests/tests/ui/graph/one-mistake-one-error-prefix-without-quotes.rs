//! A prefix that is not read, and the names that begin with it.
mod connection {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(fixpoint = Closed, transitions(pub(crate)), prefix = Conn)] //~ ERROR: `prefix = "Conn"`
    pub enum ConnectionState {
        #[lifecycle(initial, to(Closed), group(Live))]
        Open,
        #[lifecycle(terminal)]
        Closed,
    }
}
use connection::{ConnClosed, ConnLive, ConnOpen, Connection, ConnectionEnd};

fn close<S: ConnLive>(_: &Connection<S>) -> bool {
    true
}
fn main() {
    let end = Connection::scope(ConnOpen).run_sync(|conn| {
        assert!(close(&conn));
        Ok(conn.to(ConnClosed).exit())
    });
    let ConnectionEnd::Closed(ConnClosed) = end;
}

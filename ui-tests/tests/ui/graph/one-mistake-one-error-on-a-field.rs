//! An attribute on a field, two modules, and a handle that moves from the other one.
mod connection {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(fixpoint = Closed, transitions(pub(crate)), prefix = "Conn")]
    pub enum ConnectionState {
        #[lifecycle(initial, to(Closed))]
        Open {
            #[lifecycle(skip)] //~ ERROR: not on a field
            socket: u8,
        },
        #[lifecycle(terminal)]
        Closed,
    }
}
fn main() {
    use connection::{ConnClosed, ConnOpen, Connection};
    let _ = Connection::scope(ConnOpen { socket: 3 })
        .run_sync(|conn| Ok(conn.to(ConnClosed).exit()));
}

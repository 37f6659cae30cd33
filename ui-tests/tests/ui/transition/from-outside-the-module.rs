//! Another module moves a handle, whose `to` is private to its own.
use endstate::Lifecycle;

mod connection {
    #[derive(super::Lifecycle)]
    #[lifecycle(fixpoint = Closed)]
    pub enum ConnectionState {
        #[lifecycle(initial, to(Closed))]
        Open,
        #[lifecycle(terminal)]
        Closed,
    }
}
use connection::{Closed, Connection, Open};

fn close(conn: Connection<Open>) -> Connection<Closed> {
    conn.to(Closed) //~ ERROR: method `to` is private
}

fn main() {}

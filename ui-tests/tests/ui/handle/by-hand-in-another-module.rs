//! Another module builds a handle, whose fields are private.
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
use connection::{Connection, Open};

fn forge(conn: Connection<Open>) -> Connection<Open> {
    let state = Open;
    Connection { state, ..conn } //~ ERROR: fields `state` and `token` of struct `Connection` are private
}

fn main() {}

//! Another module reads a handle's fields, which are private.
use endstate::Lifecycle;

mod connection {
    #[derive(super::Lifecycle)]
    #[lifecycle(fixpoint = Closed)]
    pub enum ConnectionState {
        #[lifecycle(initial, to(Closed))]
        Open(u32),
        #[lifecycle(terminal)]
        Closed,
    }
}
fn peek(conn: &connection::Connection<connection::Open>) -> u32 {
    conn.state.0 //~ ERROR: field `state` of struct `Connection` is private
}

fn main() {}

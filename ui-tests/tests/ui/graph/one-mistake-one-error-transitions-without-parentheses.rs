//! `transitions` does not say who, and another module takes one.
mod connection {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(fixpoint = Closed, transitions)] //~ ERROR: say who may call `to`
    pub enum ConnectionState {
        #[lifecycle(initial, to(Closed))]
        Open,
        #[lifecycle(terminal)]
        Closed,
    }
}
use connection::{Closed, Connection, Open};

fn main() {
    let _ = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).exit()));
}

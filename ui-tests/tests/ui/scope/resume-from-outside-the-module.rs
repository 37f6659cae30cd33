//! Another module resumes, and `resume` is private.
use endstate::Lifecycle;

mod connection {
    #[derive(super::Lifecycle)]
    #[lifecycle(fixpoint = Closed, resume)]
    pub enum ConnectionState {
        #[lifecycle(initial, to(Closed))]
        Open,
        #[lifecycle(terminal)]
        Closed,
    }
}
use connection::{Connection, ConnectionState};

fn main() {
    let _ = Connection::resume(ConnectionState::Open); //~ ERROR: associated function `resume` is private
}

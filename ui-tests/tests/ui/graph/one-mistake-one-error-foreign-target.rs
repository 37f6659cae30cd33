//! A transition to a state that there is not, and a handle in full use.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Authenticated, Closed))] //~ ERROR: no state `Authenticated` in this lifecycle
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Connection::scope(Connecting).run_sync(|conn| {
        let open = conn.to(Open);
        Ok(open.to(Closed).exit())
    });
    let ConnectionEnd::Closed(Closed) = end;
}

//! A fixpoint that is no state, and a handle in full use.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed)] //~ ERROR: no state `Failed` in this lifecycle
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Connection::scope(Open).on_exit(|_: &ConnectionEnd| ()).run_sync(|conn| {
        let state: ConnectionState = conn.to(Closed).into();
        drop(state);
        Err("gone".into())
    });
    let ConnectionEnd::Closed(Closed) = end;
}

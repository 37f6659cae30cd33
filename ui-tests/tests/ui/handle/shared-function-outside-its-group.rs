//! A function for a group is given a handle in a state outside it.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Draining, Closed), group(Live))]
    Open,
    #[lifecycle(to(Closed), group(Live))]
    Draining,
    #[lifecycle(terminal)]
    Closed,
}
fn ping<S: Live>(_: &Connection<S>) {}
fn main() {
    let _ = Connection::scope(Connecting).run_sync(|conn| {
        ping(&conn); //~ ERROR: `Connecting` is not in the group `Live` of `Connection`
        Ok(conn.to(Closed).exit())
    });
}

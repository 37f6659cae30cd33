//! An operation of a group is called in a state outside it.
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
impl<S> Connection<S> {
    fn ping(&self)
    where
        S: Live,
    {
    }
}
fn ping(conn: &Connection<Connecting>) {
    conn.ping(); //~ ERROR: `Connecting` is not in the group `Live` of `Connection`
}

fn main() {}

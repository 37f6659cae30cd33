//! An operation of a group's impl is called in a state outside it.
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
impl<S: Live> Connection<S> {
    fn ping(&self) {}
}
fn ping(conn: &Connection<Connecting>) {
    conn.ping(); //~ ERROR: the method `ping` exists for reference `&Connection<Connecting>`, but its
}

fn main() {}

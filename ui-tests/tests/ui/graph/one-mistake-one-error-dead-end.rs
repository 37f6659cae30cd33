//! A dead end, a group, and operations that states share.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Parked, Closed), group(Live))]
    Open,
    #[lifecycle(to(Parked), group(Live))]
    Parked, //~ ERROR: no terminal state can be reached from `Parked`
    #[lifecycle(terminal)]
    Closed,
}
impl<S: Live> Connection<S> {
    fn ping(&self) {}
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| {
        conn.ping();
        let parked = conn.to(Parked);
        parked.ping();
        Err("left there".into())
    });
    let ConnectionEnd::Closed(Closed) = end;
}

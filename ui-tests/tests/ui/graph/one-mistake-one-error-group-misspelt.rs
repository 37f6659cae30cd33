//! `gruop`, and operations that the group shares.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Draining), gruop(Live))] //~ ERROR: did you mean `group`?
    Open,
    #[lifecycle(to(Closed), group(Live))]
    Draining,
    #[lifecycle(terminal)]
    Closed,
}
impl<S: Live> Connection<S> {
    fn ping(&self) {}
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| {
        conn.ping();
        Ok(conn.to(Draining).to(Closed).exit())
    });
    let ConnectionEnd::Closed(Closed) = end;
}

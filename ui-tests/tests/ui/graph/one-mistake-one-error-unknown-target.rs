//! A transition to a state that there is not, and a handle in full use.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Openned, Closed))] //~ ERROR: did you mean `Open`?
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
impl Connection<Connecting> {
    fn open(self) -> Connection<Open> {
        self.to(Open)
    }
}
fn main() {
    let end = Connection::scope(Connecting).run_sync(|conn| Ok(conn.open().to(Closed).exit()));
    match end {
        ConnectionEnd::Closed(Closed) => {}
    }
}

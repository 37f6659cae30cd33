//! A body lends its handle to the outside.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let mut kept = None;
    let _ = Connection::scope(Connecting).run_sync(|conn| {
        kept = Some(&conn); //~ ERROR: borrowed data escapes outside of closure
        Err("left behind".into())
    });
}

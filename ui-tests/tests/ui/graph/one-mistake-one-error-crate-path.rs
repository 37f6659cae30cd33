//! A mistake, and the runtime under another name.
use endstate as runtime;

#[derive(runtime::Lifecycle)]
#[lifecycle(fixpoint = Closed, crate = crate::runtime)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), group(Live, Live))] //~ ERROR: `Open` is in the group `Live` twice
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).exit()));
    let ConnectionEnd::Closed(Closed) = end;
}
